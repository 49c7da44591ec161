using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using BlnkBackup.Configuration;

namespace BlnkBackup.Logins;

/// <summary>
/// A token of RDS IAM authentication: a presigned GET of rds-db's "connect" (AWS Signature Version 4) without its scheme. Good for 15
/// minutes, and looked at only when a connection is made. The SDK has it in AWSSDK.RDS, a package of all of RDS for these lines, and its
/// signer in AWSSDK.Core takes no clock.
/// </summary>
internal static class IamToken
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The token.</summary>
    /// <param name="host">The server's own name, not an alias: it is signed.</param>
    /// <param name="user">The role to connect as.</param>
    /// <param name="region">The server's region.</param>
    /// <param name="credentials">Whose right to connect it is.</param>
    /// <param name="now">The time it is good from.</param>
    public static string Of(DatabaseHost host, string user, string region, ImmutableCredentials credentials, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/rds-db/aws4_request";
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = "connect",
            ["DBUser"] = user,
            ["X-Amz-Algorithm"] = Algorithm,
            ["X-Amz-Credential"] = $"{credentials.AccessKey}/{scope}",
            ["X-Amz-Date"] = time,
            ["X-Amz-Expires"] = "900",
            ["X-Amz-SignedHeaders"] = "host",
        };
        if (credentials.UseToken)
        {
            parameters["X-Amz-Security-Token"] = credentials.Token;
        }

        var query = string.Join('&', parameters.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
        var request = $"GET\n/\n{query}\nhost:{host.Name}:{host.Port}\n\nhost\n{Hex(SHA256.HashData([]))}";
        var statement = $"{Algorithm}\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(request)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + credentials.SecretKey), Sign);
        return $"{host.Name}:{host.Port}/?{query}&X-Amz-Signature={Hex(Sign(key, statement))}";
    }

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
