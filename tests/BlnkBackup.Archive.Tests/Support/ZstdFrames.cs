using System.Buffers;
using ZstdSharp;

namespace BlnkBackup.Archive.Tests.Support;

/// <summary>zstd frames one after the other.</summary>
/// <remarks>Source: RFC 8878, section 3.1.1.</remarks>
internal static class ZstdFrames
{
    private const byte ChecksumFlag = 4;
    private const byte SingleSegmentFlag = 32;

    /// <summary>The length of the frame that stands first; found by its blocks' heads. It is to carry a content checksum.</summary>
    public static int LengthOfFirst(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 6 || !bytes.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]))
        {
            throw new InvalidDataException("Not a zstd frame.");
        }

        var descriptor = bytes[4];
        if ((descriptor & ChecksumFlag) == 0)
        {
            throw new InvalidDataException("A zstd frame without a content checksum.");
        }

        var isSingleSegment = (descriptor & SingleSegmentFlag) != 0;
        var dictionaryBytes = new[] { 0, 1, 2, 4 }[descriptor & 3];
        var sizeBytes = new[] { isSingleSegment ? 1 : 0, 2, 4, 8 }[descriptor >> 6];
        var position = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes;
        for (var isLast = false; !isLast;)
        {
            if (position + 3 > bytes.Length)
            {
                throw new InvalidDataException("A zstd frame cut short.");
            }

            var head = bytes[position] | (bytes[position + 1] << 8) | (bytes[position + 2] << 16);
            var isRun = ((head >> 1) & 3) == 1;
            position += 3 + (isRun ? 1 : head >> 3);
            isLast = (head & 1) != 0;
        }

        const int checksumBytes = 4;
        return position + checksumBytes <= bytes.Length
            ? position + checksumBytes
            : throw new InvalidDataException("A zstd frame cut short.");
    }

    /// <summary>Adds to <paramref name="bytes"/> what one whole frame holds.</summary>
    public static void Decompress(ReadOnlySpan<byte> frame, MemoryStream bytes)
    {
        using var decompressor = new Decompressor();
        var buffer = new byte[Math.Clamp(frame.Length * 8, 64, 256 * 1024)];
        for (var status = OperationStatus.DestinationTooSmall; status != OperationStatus.Done;)
        {
            status = decompressor.UnwrapStream(frame, buffer, out var read, out var written);
            if (status is not (OperationStatus.Done or OperationStatus.DestinationTooSmall))
            {
                throw new InvalidDataException($"Not a whole zstd frame: {status}.");
            }

            bytes.Write(buffer, 0, written);
            frame = frame[read..];
        }
    }
}
