namespace BlnkBackup.Storage;

/// <summary>How often the requests of one flow really went out: the SDK sends again by itself, and does not say so.</summary>
internal sealed class SendCount
{
    private static readonly AsyncLocal<SendCount?> Current = new();

    private int sends;

    private SendCount()
    {
    }

    /// <summary>How many times so far.</summary>
    public int Sends => Volatile.Read(ref sends);

    /// <summary>Counts what the calling method sends from here on, and whatever it calls.</summary>
    public static SendCount Begin() => Current.Value = new SendCount();

    /// <summary>Under the SDK: sees each request as often as it is sent.</summary>
    internal sealed class Counter(HttpMessageHandler connections) : DelegatingHandler(connections)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Current.Value is { } count)
            {
                Interlocked.Increment(ref count.sends);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
