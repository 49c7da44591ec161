using System.Security.Cryptography;
using System.Text;

namespace BlnkBackup.EmbeddedS3.Signing;

/// <summary>The arithmetic of AWS Signature Version 4.</summary>
static class SignatureV4
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public const string EmptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static byte[] SigningKey(string secret, string date, string region)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var step in (ReadOnlySpan<string>)[date, region, "s3", "aws4_request"])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        return key;
    }

    public static string Sign(byte[] signingKey, string stringToSign) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(stringToSign)));

    public static string Sha256Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static bool AreEqual(string computed, string sent) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(computed), Encoding.UTF8.GetBytes(sent));
}

/// <summary>What a verified signature leaves behind for the signatures of its chunks.</summary>
/// <param name="Time">x-amz-date as sent.</param>
/// <param name="Scope">date/region/s3/aws4_request.</param>
/// <param name="Signature">The request's own, the seed of the first chunk's.</param>
sealed record SigningScope(byte[] SigningKey, string Time, string Scope, string Signature);
