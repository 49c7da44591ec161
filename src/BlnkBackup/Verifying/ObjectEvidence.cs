using BlnkBackup.Storage;

namespace BlnkBackup.Verifying;

/// <summary>What the store noted of an object when it took it, and still says, or what the receipt does: its size and its CRC-32.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Crc32">The CRC-32 of the whole object, base64, highest byte first; null where the store reports none.</param>
internal sealed record ObjectEvidence(long Bytes, string? Crc32)
{
    /// <summary>Throws where the bytes that were read are not those that the store took.</summary>
    public void EnsureOf(Crc32Checksum read, string name)
    {
        if (read.Bytes != Bytes || (Crc32 is not null && Crc32 != read.ToString()))
        {
            throw VerifyFailure.Damaged(
                name,
                $"it is of {read.Bytes} bytes with the CRC-32 {read}, stored was one of {Bytes} bytes with {Crc32 ?? "none noted"}. Every block of its "
                + "tables is whole; so the damage is in the text of the header or of the table of contents, or in rows that carry no checksum");
        }
    }
}
