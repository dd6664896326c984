namespace Points.Cosmos.Documents;

/// <summary>A version of the key of the deployment. Written once and never changed.</summary>
/// <param name="Key">As base64.</param>
internal sealed record DeploymentKeyDocument(string Id, string Type, string Key)
{
    public const string TypeName = "deployment-key";

    public static string IdOf(int version) =>
        version == 1 ? TypeName : FormattableString.Invariant($"{TypeName}:{version}");

    public static DeploymentKeyDocument From(int version, byte[] key) =>
        new(IdOf(version), TypeName, Convert.ToBase64String(key));

    public byte[] ToKey() => Convert.FromBase64String(Key);
}
