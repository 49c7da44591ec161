namespace BlnkBackup.EmbeddedS3.Faults;

/// <summary>Unwinds a request whose connection a fault resets.</summary>
sealed class FaultResetException() : Exception("A fault rule reset the connection.");
