namespace BlnkBackup.Configuration;

/// <summary>Makes <see cref="ReplicaSettings"/> of the S3_REPLICA… variables, and takes note of every problem.</summary>
static class ReplicaSettingsReader
{
    /// <param name="variables">The variables.</param>
    /// <param name="primary">What replicas are like; null where there was a problem with it.</param>
    public static ReplicaSettings Read(VariableReader variables, ObjectStore? primary)
    {
        var settings = new ReplicaSettings();
        var policy = variables.OneOf(ConfigurationVariables.ReplicaPolicy, ["all", "primary"]);
        var seconds = variables.Number(ConfigurationVariables.ReplicaPatienceSeconds, least: 1, most: 86_400);
        return settings with
        {
            Stores = Stores(variables, primary),
            Policy = policy == "primary" ? ReplicaPolicy.Primary : ReplicaPolicy.All,
            Patience = seconds is { } given ? TimeSpan.FromSeconds(given) : settings.Patience,
        };
    }

    static List<ObjectStore> Stores(VariableReader variables, ObjectStore? primary)
    {
        if (variables.Found(ConfigurationVariables.Replicas) is not var (name, text)) return [];
        var pathStyle = variables.Value(ConfigurationVariables.PathStyle);
        List<ObjectStore> stores = [];
        foreach (var (index, item) in text.Split(',', StringSplitOptions.TrimEntries).Index())
        {
            // Not quoted: an endpoint may hold credentials.
            if (Parse(item, out var fault) is not var (region, bucket, endpoint))
            {
                variables.Problem(name, $"replica {index + 1} {fault}.");
                continue;
            }
            var store = (primary ?? new ObjectStore { Bucket = "", Region = "" }) with
            {
                Bucket = bucket,
                Region = region,
                Endpoint = endpoint,
                PathStyle = pathStyle is null ? endpoint is not null : pathStyle == "true",
            };
            if (stores.Append(primary).Any(other => other?.Bucket == bucket && other.Endpoint == endpoint))
                variables.Problem(name, $"replica {index + 1} is the bucket '{bucket}' a second time; name each bucket once, and the primary's not at all.");
            stores.Add(WithFittingKey(store, primary?.Region));
        }
        return stores;
    }

    static (string Region, string Bucket, Uri? Endpoint)? Parse(string item, out string fault)
    {
        var at = item.IndexOf('@', StringComparison.Ordinal);
        var pair = (at < 0 ? item : item[..at]).Split(':');
        Uri? endpoint = null;
        fault = pair.Length != 2 ? "is not REGION:BUCKET or REGION:BUCKET@ENDPOINT; write one such as eu-west-1:ledger-backups"
            : !ObjectStoreReader.IsRegion(pair[0]) ? "has no region before its ':'; write one such as eu-west-1:ledger-backups"
            : BucketName.Fault(pair[1]) is { } nameFault ? $"has no bucket name behind its ':': {nameFault}"
            : at < 0 ? ""
            : ObjectStoreReader.EndpointFault(item[(at + 1)..], out endpoint) is { } endpointFault ? $"has an endpoint that {endpointFault}"
            : "";
        return fault.Length == 0 ? (pair[0], pair[1], endpoint) : null;
    }

    /// <summary>
    /// A key's ARN or id is of one region; an alias's name and a multi-Region key's id (mrk-…) are found in each. Where the key is
    /// not to be found, the replica's bucket decides: asked for aws:kms without a key, S3 would take its own instead of the bucket's.
    /// </summary>
    static ObjectStore WithFittingKey(ObjectStore store, string? primaryRegion) =>
        store.KmsKeyId is not { } key || store.Region == primaryRegion
        || key.StartsWith("alias/", StringComparison.Ordinal) || key.StartsWith("mrk-", StringComparison.Ordinal)
            ? store
            : store with { Encryption = ObjectEncryption.BucketDefault, KmsKeyId = null };
}
