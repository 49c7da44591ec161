using Amazon.S3;
using BlnkBackup.Configuration;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Storage;

/// <summary>What one run uploads to.</summary>
/// <param name="S3">The store's client.</param>
/// <param name="Store">The bucket, and how objects are to be stored there.</param>
/// <param name="Key">The object's key.</param>
/// <param name="Run">The run's own id, kept in the object's metadata: by it the object is known as this run's, whatever answers were lost.</param>
/// <param name="Log">Takes what does not end a run.</param>
internal sealed record UploadTarget(IAmazonS3 S3, ObjectStore Store, string Key, string Run, ILogger Log);
