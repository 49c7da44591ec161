namespace BlnkBackup.Configuration;

/// <summary>Which server-side encryption an upload asks for.</summary>
public enum ObjectEncryption
{
    /// <summary>None is named: the bucket's own setting holds.</summary>
    BucketDefault,

    /// <summary>AES256, with keys that S3 manages.</summary>
    Aes256,

    /// <summary>aws:kms, with a key of AWS KMS.</summary>
    Kms,
}
