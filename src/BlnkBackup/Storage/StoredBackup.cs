namespace BlnkBackup.Storage;

/// <summary>A backup in the store.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Time">When its run started, in UTC, as the key says.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="StorageClass">Its storage class, as S3 names it.</param>
/// <param name="IsFinished">True where its receipt lies beside it: the receipt is written last, so without one a run did not end well.</param>
public sealed record StoredBackup(string Key, DateTimeOffset Time, long Bytes, string StorageClass, bool IsFinished);
