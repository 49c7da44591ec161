using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.EmbeddedS3.Tests.Support;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class FaultPlanTests : IAsyncLifetime
{
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.StartAsync();

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task A_rule_falls_on_the_occurrences_it_names()
    {
        store.Faults.Add("HeadBucket", FaultAction.SlowDown, 2, 4);

        Assert.Equal([200, 503, 200, 503, 200], await HeadsAsync(5));
        Assert.Equal(2, store.Faults.Fired);
    }

    [Fact]
    public async Task A_rule_falls_on_its_operation_key_and_part_only()
    {
        store.Faults.Add(new FaultRule(FaultAction.SlowDown) { Operation = "UploadPart", Key = "a.bin", PartNumber = 2 });
        var (a, b) = (await PartsUpload.StartAsync(store, "a.bin"), await PartsUpload.StartAsync(store, "b.bin"));

        await a.SendAsync(1, [1]);
        await b.SendAsync(2, [1]);
        await Refusal.IsAsync(503, "SlowDown", a.SendAsync(2, [1]));
    }

    [Fact]
    public async Task A_request_that_is_not_authenticated_does_not_count()
    {
        store.Faults.Add("HeadBucket", FaultAction.SlowDown, 1);

        await store.Raw.SendAsync(new RawRequest("HEAD", $"/{Store.Bucket}") { SecretAccessKey = "guess" });

        Assert.Equal([503, 200], await HeadsAsync(2));
    }

    [Fact]
    public async Task Cleared_rules_are_out_of_force()
    {
        store.Faults.Add("HeadBucket", FaultAction.SlowDown);
        Assert.Equal([503], await HeadsAsync(1));

        store.Faults.Clear();

        Assert.Equal([200], await HeadsAsync(1));
    }

    [Fact]
    public void A_probability_falls_alike_for_the_same_seed_and_otherwise_for_another()
    {
        var (one, same, other) = (Draws(7), Draws(7), Draws(8));

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
        Assert.InRange(one.Count(fell => fell), 200, 400);
    }

    private static bool[] Draws(int seed)
    {
        var plan = new FaultPlan(seed);
        plan.Add(new FaultRule(FaultAction.SlowDown) { Probability = 0.3 });
        return [.. Enumerable.Range(0, 1000).Select(_ => plan.Take("PutObject", "a.bin", null).Count == 1)];
    }

    private async Task<List<int>> HeadsAsync(int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++) statuses.Add((await store.Raw.SendAsync(new RawRequest("HEAD", $"/{Store.Bucket}"))).Status);
        return statuses;
    }
}
