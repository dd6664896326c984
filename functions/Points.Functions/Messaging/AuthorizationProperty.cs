namespace Points.Functions.Messaging;

/// <summary>The application property that replaces HTTP's <c>Authorization</c> header.</summary>
internal static class AuthorizationProperty
{
    public const string Name = "authorization";

    /// <summary>
    /// Whether a property may hold a token. A sender may have written the name in capitals; then it is not read, but it
    /// holds a token all the same.
    /// </summary>
    public static bool MayBe(string name) => name.Equals(Name, StringComparison.OrdinalIgnoreCase);
}
