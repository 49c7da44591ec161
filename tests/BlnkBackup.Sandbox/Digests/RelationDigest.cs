namespace BlnkBackup.Sandbox;

/// <summary>What one table (or sequence, or all large objects) holds: how many rows, and a digest that ignores their order.</summary>
public sealed record RelationDigest(string Name, long Rows, string Digest)
{
    public override string ToString() => $"{Name}: {Rows} rows, {Digest}";
}
