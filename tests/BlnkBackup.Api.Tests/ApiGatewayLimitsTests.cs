namespace BlnkBackup.Api.Tests;

public sealed class ApiGatewayLimitsTests
{
    [Theory]
    [InlineData(900, 290)]
    [InlineData(290, 290)]
    [InlineData(289, 289)]
    [InlineData(-1, -1)]
    public void A_synchronous_call_ends_before_API_Gateway_stops_waiting(int invocationLeft, int left) =>
        Assert.Equal(TimeSpan.FromSeconds(left), ApiGatewayLimits.TimeLeft(TimeSpan.FromSeconds(invocationLeft)));
}
