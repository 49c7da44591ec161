using System.Net;
using System.Net.Http.Headers;
using BlnkBackup.Configuration;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace BlnkBackup.Notifications;

/// <summary>
/// Posts notices to the webhook, if there is one and it is to have them. It never throws and takes 15 seconds at most: three attempts
/// of 10 seconds each, further apart each time or as Retry-After asks; a notice that could not be sent is logged.
/// </summary>
internal sealed class NoticeSender : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan AttemptPatience = TimeSpan.FromSeconds(10);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly WebhookAddress? webhook;
    private readonly NoticeSeverity least;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly HttpClient http;
    private readonly ResiliencePipeline<HttpResponseMessage> pipeline;

    public NoticeSender(ReportSettings settings, TimeProvider clock, ILogger log)
    {
        (webhook, this.clock, this.log) = (settings.Webhook, clock, log);
        least = settings.NotifyOfAll ? NoticeSeverity.Success : NoticeSeverity.Failure;

        // A redirect could lead a notice to somebody else; the pipeline alone keeps the time.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
        pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddTimeout(Patience)
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromSeconds(1),
                BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = attempt => ValueTask.FromResult(MayPass(attempt.Outcome)),
                DelayGenerator = attempt => ValueTask.FromResult(RetryAfter(attempt.Outcome.Result)),
            })
            .AddTimeout(AttemptPatience)
            .Build();
    }

    /// <summary>Sends a notice. What ends a run does not end this: it has its own, short patience.</summary>
    public async Task SendAsync(Notice notice)
    {
        if (webhook is null || notice.Severity < least)
        {
            return;
        }

        try
        {
            var body = WebhookMessage.Of(notice);
            using var answer = await pipeline.ExecuteAsync(async stop => await PostAsync(body, stop).ConfigureAwait(false)).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                Complain($"it answered {(int)answer.StatusCode}");
            }
        }
        catch (TimeoutRejectedException)
        {
            Complain("it did not answer in time");
        }
        catch (HttpRequestException fault)
        {
            Complain($"{fault.HttpRequestError}: {fault.Message}");
        }
        catch (Exception fault)
        {
            Complain(fault.GetType().Name);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> PostAsync(byte[] body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook!.Address)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
        };

        // The status is all that counts: the answer's body is not read.
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
    }

    private void Complain(string reason) => log.LogWarning("A notice could not be sent to {Webhook}: {Reason}", $"{webhook}", reason);

    private bool MayPass(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result: { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } answer } =>
            RetryAfter(answer) is not { } wait || wait < Patience,
        _ => false,
    };

    private TimeSpan? RetryAfter(HttpResponseMessage? answer) => answer?.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - clock.GetUtcNow()).Ticks)),
        _ => null,
    };
}
