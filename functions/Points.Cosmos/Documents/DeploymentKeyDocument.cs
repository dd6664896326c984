namespace Points.Cosmos.Documents;

/// <summary>The key of the deployment. Written once and never changed.</summary>
/// <param name="Key">As base64.</param>
internal sealed record DeploymentKeyDocument(string Id, string Type, string Key)
{
    public const string TypeName = "deployment-key";
    public const string SingletonId = TypeName;

    public static DeploymentKeyDocument From(byte[] key) => new(SingletonId, TypeName, Convert.ToBase64String(key));

    public byte[] ToKey() => Convert.FromBase64String(Key);
}
