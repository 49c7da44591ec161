namespace BlnkBackup.Sandbox.Servers;

/// <summary>The last lines a server wrote: enough to explain a failure, whatever the server writes.</summary>
sealed class ServerLog
{
    const int LinesKept = 2_000;

    readonly Queue<string> lines = new();

    public void Add(string line)
    {
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > LinesKept)
                lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (lines)
            return string.Join('\n', lines);
    }
}
