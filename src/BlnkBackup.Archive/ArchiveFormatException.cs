namespace BlnkBackup.Archive;

/// <summary>The bytes are not a whole archive: they end too soon or say something the format does not allow.</summary>
public sealed class ArchiveFormatException : Exception
{
    /// <summary>Where in the archive, in bytes from its start; -1 where the fault is of the archive as a whole.</summary>
    public long Offset { get; } = -1;

    /// <summary>A fault at <paramref name="offset"/>: what was expected there and what was found.</summary>
    public ArchiveFormatException(long offset, string expected, string found)
        : base($"At byte {offset} of the archive: expected {expected}, found {found}.") => Offset = offset;

    /// <summary>A fault of the archive as a whole.</summary>
    public ArchiveFormatException(string message)
        : base(message)
    {
    }

    private ArchiveFormatException(string message, ArchiveFormatException fault)
        : base(message, fault) => Offset = fault.Offset;

    /// <summary>The same fault, which also says whose block it is in.</summary>
    internal ArchiveFormatException In(TocEntry entry) => new($"{entry} is damaged. {Message}", this);
}
