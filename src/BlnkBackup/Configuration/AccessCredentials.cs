namespace BlnkBackup.Configuration;

/// <summary>An access key out of the environment: whole, and all of it from the same pair of variables.</summary>
sealed record AccessCredentials(string Id, string Secret, string? Token)
{
    /// <summary>
    /// The AWS_ pair where either of it is set, else the BLNK_ pair; a half pair is a problem, since the SDK would quietly sign with
    /// something else. Null where there is none.
    /// </summary>
    public static AccessCredentials? Read(VariableReader variables)
    {
        var pairs = ConfigurationVariables.AccessKeyId.Names.Zip(ConfigurationVariables.SecretAccessKey.Names);
        foreach (var (idName, secretName) in pairs)
        {
            var (id, secret) = (variables.Value(idName), variables.Value(secretName));
            if (id is null && secret is null) continue;
            if (id is null || secret is null)
            {
                var (absent, present) = id is null ? (idName, secretName) : (secretName, idName);
                variables.Problem(absent, $"is not set, but {present} is; set both, or neither to use the AWS SDK's own credentials.");
                return null;
            }
            var token = idName == ConfigurationVariables.AccessKeyId.Name ? variables.Value(ConfigurationVariables.SessionToken) : null;
            return new AccessCredentials(id, secret, token);
        }
        return null;
    }

    /// <summary>Says that there are credentials, not which.</summary>
    public override string ToString() => "an access key";
}
