namespace BlnkBackup.Api;

/// <summary>
/// How long a synchronous call may take behind API Gateway, whose streamed integrations end after 15 minutes, or 5 in which nothing
/// was sent (REST APIs, Regional and private endpoints). A backup sends nothing before its end: a 200 would be a promise.
/// </summary>
public static class ApiGatewayLimits
{
    /// <summary>How long API Gateway waits for a byte.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    /// <summary>What is kept of it for the answer to travel.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <summary>What a synchronous call may take: what is left of the invocation, and never more than API Gateway waits.</summary>
    /// <param name="invocationLeft">What is left of the invocation (ILambdaContext.RemainingTime).</param>
    public static TimeSpan TimeLeft(TimeSpan invocationLeft) => TimeSpan.FromTicks(Math.Min(invocationLeft.Ticks, (Idle - Margin).Ticks));
}
