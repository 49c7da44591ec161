using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Buckets;

/// <summary>One bucket: its objects (the latest version of each) and its open uploads. Each call is one step to all others.</summary>
sealed class Bucket(string name, bool objectLock)
{
    readonly Lock gate = new();
    readonly SortedDictionary<string, StoredObject> objects = new(KeyOrder.Instance);
    readonly Dictionary<string, Upload> uploads = [];

    public string Name => name;

    public bool ObjectLock => objectLock;

    public IReadOnlyList<StoredObject> Objects
    {
        get
        {
            lock (gate) return [.. objects.Values];
        }
    }

    public IReadOnlyList<OpenUpload> Uploads
    {
        get
        {
            lock (gate) return [.. uploads.Values.Select(u => u.Snapshot()).OrderBy(u => u.Key, KeyOrder.Instance).ThenBy(u => u.Initiated)];
        }
    }

    public StoredObject? Find(string key)
    {
        lock (gate) return objects.GetValueOrDefault(key);
    }

    /// <summary>Stores an object; with <paramref name="onlyIfAbsent"/> (If-None-Match: *) never over another.</summary>
    public StoredObject Put(StoredObject written, bool onlyIfAbsent)
    {
        lock (gate)
        {
            if (onlyIfAbsent && objects.ContainsKey(written.Key)) throw S3Errors.PreconditionFailed("If-None-Match");
            return objects[written.Key] = written with { VersionId = objectLock ? Guid.NewGuid().ToString("N") : null };
        }
    }

    public void Remove(string key, DateTimeOffset now)
    {
        lock (gate)
        {
            if (objects.GetValueOrDefault(key)?.Attributes is { } attributes && (attributes.LegalHold || attributes.RetainUntil > now))
                throw S3Errors.AccessDenied("Access Denied because object protected by object lock.");
            objects.Remove(key);
        }
    }

    /// <summary>Changes a stored object behind everybody's back.</summary>
    public void Damage(string key, Func<StoredBody, StoredBody> change)
    {
        lock (gate) objects[key] = objects[key] with { Body = change(objects[key].Body) };
    }

    public void Add(Upload upload)
    {
        lock (gate) uploads.Add(upload.UploadId, upload);
    }

    /// <summary>What <paramref name="use"/> makes of an open upload; NoSuchUpload where there is none.</summary>
    public T With<T>(string key, string? uploadId, Func<Upload, T> use)
    {
        lock (gate) return use(Open(key, uploadId));
    }

    /// <summary>Ends an upload as an object: all of it or, where anything is refused, nothing.</summary>
    public StoredObject Complete(string key, string? uploadId, Func<Upload, StoredObject> join, bool onlyIfAbsent)
    {
        lock (gate)
        {
            var stored = Put(join(Open(key, uploadId)), onlyIfAbsent);
            uploads.Remove(uploadId!);
            return stored;
        }
    }

    public void Abort(string key, string? uploadId)
    {
        lock (gate) uploads.Remove(Open(key, uploadId).UploadId);
    }

    Upload Open(string key, string? uploadId) =>
        uploadId is not null && uploads.TryGetValue(uploadId, out var upload) && upload.Key == key
            ? upload
            : throw S3Errors.NoSuchUpload(uploadId);
}
