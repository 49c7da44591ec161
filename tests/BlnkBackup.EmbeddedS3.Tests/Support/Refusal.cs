using Amazon.S3;

namespace BlnkBackup.EmbeddedS3.Tests.Support;

/// <summary>Asserts S3's status and code of an answer that the SDK turned into an exception.</summary>
internal static class Refusal
{
    public static async Task<AmazonS3Exception> IsAsync(int status, string code, Task call)
    {
        var refusal = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => call);
        Assert.Equal((status, code), ((int)refusal.StatusCode, refusal.ErrorCode));
        return refusal;
    }
}
