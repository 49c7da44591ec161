using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>Prunes against moto_server, which keeps versions and delete markers as S3 does.</summary>
public sealed class RetentionInMotoScenarios
{
    [MotoFact]
    public async Task In_a_versioned_bucket_a_prune_leaves_delete_markers_and_can_be_undone()
    {
        await using var server = await MotoStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server);
        await bucket.S3.PutBucketVersioningAsync(new PutBucketVersioningRequest
        {
            BucketName = bucket.Location.Bucket,
            VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
        });
        await bucket.PutBackupAsync(daysAgo: 0.1);
        var old = await bucket.PutBackupAsync(daysAgo: 800);

        Assert.Equal(1, (await bucket.PruneAsync()).Removed);
        Assert.Single(await bucket.Store.ListAsync(CancellationToken.None));
        Assert.Equal(0, (await bucket.PruneAsync()).Removed);

        var versions = (await bucket.S3.ListVersionsAsync(bucket.Location.Bucket)).Versions;
        var markers = versions.Where(version => version.IsDeleteMarker == true).ToList();
        Assert.Equal((6, 3), (versions.Count - markers.Count, markers.Count));
        foreach (var marker in markers)
        {
            await bucket.S3.DeleteObjectAsync(bucket.Location.Bucket, marker.Key, marker.VersionId);
        }

        Assert.True((await bucket.Store.FindAsync(old, CancellationToken.None)).IsFinished);
    }

    [MotoFact]
    public async Task A_bucket_with_object_lock_whose_retention_moto_cannot_tell_stays_as_it_is()
    {
        await using var server = await MotoStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server, objectLock: true);
        await bucket.PutBackupAsync(daysAgo: 0.1);
        await bucket.PutBackupAsync(daysAgo: 800);

        var report = await bucket.PruneAsync();

        Assert.Equal((2, 0, 0), (report.Kept, report.Removed, report.Failed));
        Assert.StartsWith("Could not ask whether object lock holds ", report.Backups[1].Reason, StringComparison.Ordinal);
        Assert.Equal(6, (await bucket.KeysAsync()).Count);
    }

    [MotoFact]
    public async Task A_bucket_of_moto_without_object_lock_is_pruned()
    {
        await using var server = await MotoStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server);
        await bucket.PutBackupAsync(daysAgo: 0.1);
        await bucket.PutBackupAsync(daysAgo: 800);
        var report = await bucket.PruneAsync();
        Assert.Equal((1, 1, 0), (report.Kept, report.Removed, report.Failed));
        Assert.Equal(3, (await bucket.KeysAsync()).Count);
    }
}
