using BlnkBackup.Storage;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Tests.Storage;

public sealed class ReplicaPatienceTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly ReplicaPatience patience;

    public ReplicaPatienceTests() => patience = new ReplicaPatience(TimeSpan.FromSeconds(60), clock);

    private bool IsOver => patience.Over.IsCancellationRequested;

    public void Dispose() => patience.Dispose();

    [Fact]
    public void A_run_that_waits_for_a_replica_waits_no_longer_than_told()
    {
        patience.Waiting(+1);
        patience.Behind(+1);
        Pass(59);
        Assert.False(IsOver);
        Pass(1);
        Assert.True(IsOver);
    }

    [Fact]
    public void A_replica_that_is_behind_while_the_run_has_something_else_to_do_costs_nothing()
    {
        patience.Behind(+1);
        Pass(1000);
        Assert.False(IsOver);
    }

    [Fact]
    public void A_run_that_waits_for_the_primary_is_not_the_replicas_doing()
    {
        patience.Waiting(+1);
        Pass(1000);
        Assert.False(IsOver);
    }

    [Fact]
    public void Many_short_waits_add_up()
    {
        for (var part = 1; part <= 6; part++)
        {
            Assert.False(IsOver);
            patience.Behind(+1);
            Pass(100);
            patience.Waiting(+1);
            Pass(10);
            patience.Behind(-1);
            patience.Waiting(-1);
        }

        patience.Behind(+1);
        patience.Waiting(+1);
        Pass(1);
        Assert.True(IsOver);
    }

    [Fact]
    public void Parts_that_overlap_are_counted_once()
    {
        patience.Waiting(+1);
        patience.Behind(+1);
        patience.Behind(+1);
        Pass(30);
        patience.Behind(-1);
        Pass(29);
        Assert.False(IsOver);
        patience.Behind(-1);
        Pass(1000);
        Assert.False(IsOver);
    }

    private void Pass(int seconds) => clock.Advance(TimeSpan.FromSeconds(seconds));
}
