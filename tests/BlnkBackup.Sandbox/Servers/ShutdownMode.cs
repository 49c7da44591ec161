namespace BlnkBackup.Sandbox;

/// <summary>PostgreSQL's three ways to stop, by the signal each takes.</summary>
public enum ShutdownMode
{
    /// <summary>SIGTERM: waits for the sessions to end.</summary>
    Smart,

    /// <summary>SIGINT: ends the sessions, then shuts down cleanly.</summary>
    Fast,

    /// <summary>SIGQUIT: as a crash; the next start recovers.</summary>
    Immediate,
}
