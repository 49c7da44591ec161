namespace BlnkBackup.Configuration;

/// <summary>One parameter of libpq.</summary>
/// <param name="Keyword">As in a connection string.</param>
/// <param name="Variable">The environment variable that gives it, or null.</param>
/// <param name="Use">Who follows it.</param>
/// <param name="Note">What it is, in one line; where it is refused, why and what to do instead.</param>
/// <param name="Fault">Says what its value must be when it is not that, else null.</param>
sealed record LibpqParameter(string Keyword, string? Variable, ParameterUse Use, string Note, Func<string, string?> Fault);

/// <summary>Who follows a libpq parameter.</summary>
enum ParameterUse
{
    /// <summary>Npgsql and the libpq programs alike.</summary>
    Both,

    /// <summary>The libpq programs alone; Npgsql has no word for it, and does no harm without.</summary>
    LibpqOnly,

    /// <summary>Nobody: what it would set is fixed.</summary>
    Ignored,

    /// <summary>Nobody could follow it without breaking what it promises: giving it is an error.</summary>
    Refused,
}
