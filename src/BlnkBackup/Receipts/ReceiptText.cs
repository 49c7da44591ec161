using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlnkBackup.Receipts;

/// <summary>A receipt as text: JSON, in UTF-8.</summary>
internal static class ReceiptText
{
    public static byte[] Of(ReceiptDocument receipt) => JsonSerializer.SerializeToUtf8Bytes(receipt, ReceiptJson.Default.ReceiptDocument);

    /// <summary>Reads a receipt; what it does not know in it, it leaves out.</summary>
    /// <exception cref="JsonException">The text is no receipt.</exception>
    /// <exception cref="NotSupportedException">It is one of another version.</exception>
    public static ReceiptDocument Read(ReadOnlyMemory<byte> text)
    {
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.ValueKind != JsonValueKind.Object
            || !json.RootElement.TryGetProperty("version", out var number) || number.ValueKind != JsonValueKind.Number
            || !number.TryGetInt32(out var version))
        {
            throw new JsonException("it has no version");
        }

        return version == ReceiptDocument.CurrentVersion
            ? json.Deserialize(ReceiptJson.Default.ReceiptDocument)!
            : throw new NotSupportedException($"it is of version {version}, and this program reads version {ReceiptDocument.CurrentVersion}");
    }
}

/// <summary>How it is written. A field that is missing, or null where it may not be, is an error; one that is unknown is not.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReceiptDocument))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
