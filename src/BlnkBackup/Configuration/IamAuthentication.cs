namespace BlnkBackup.Configuration;

/// <summary>Reads DATABASE_IAM_AUTH, and checks that the database's other settings go with it.</summary>
static class IamAuthentication
{
    static readonly string[] TlsModes = ["require", "verify-ca", "verify-full"];

    /// <summary>True where it is asked for; problems are taken note of.</summary>
    /// <param name="variables">The environment.</param>
    /// <param name="database">The database, or null where it has problems of its own.</param>
    public static bool Read(VariableReader variables, DatabaseTarget? database)
    {
        var setting = ConfigurationVariables.DatabaseIamAuth;
        if (variables.OneOf(setting, ["true", "false"]) != "true") return false;
        if (variables.Found(ConfigurationVariables.Region) is null)
            variables.Problem(setting.Name, "is true, but no region is set to sign for; set AWS_REGION to the database's region.");
        if (database is null) return true;
        if (database.Password is not null)
            variables.Problem(setting.Name, "is true, but there is a password too; remove it (from DATABASE_URL, PGPASSWORD or DATABASE_SECRET_ARN), or set it to false.");
        if (!TlsModes.Contains(database.Parameters.GetValueOrDefault("sslmode")))
            variables.Problem(setting.Name, "is true, and a token may travel by TLS alone; set sslmode to verify-full (or require, verify-ca) in DATABASE_URL.");
        if (database.Hosts is not [{ IsSocket: false, Address: null }])
            variables.Problem(setting.Name, "is true, and a token is signed for one server's name; give DATABASE_URL one host by its name, without hostaddr.");
        return true;
    }
}
