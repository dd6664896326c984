namespace Points.Cosmos.Documents;

/// <summary>Values of enums that are stored as texts.</summary>
internal static class StoredEnum
{
    /// <summary>Reads a name in any case.</summary>
    /// <returns>The first value of the enum if the document lacks the member.</returns>
    public static T Parse<T>(string name)
        where T : struct, Enum => name.Length == 0 ? default : Enum.Parse<T>(name, ignoreCase: true);
}
