namespace BlnkBackup.Archive;

/// <summary>How far an encoding is.</summary>
/// <param name="Entry">The entry whose block is being written.</param>
/// <param name="RawBytes">COPY text and large objects so far, in bytes before compression.</param>
/// <param name="ArchiveBytes">The archive so far, in bytes.</param>
public readonly record struct EncodingProgress(TocEntry Entry, long RawBytes, long ArchiveBytes);
