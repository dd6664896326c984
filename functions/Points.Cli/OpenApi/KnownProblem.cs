namespace Points.Cli.OpenApi;

/// <summary>A problem that the API can answer with.</summary>
/// <param name="Summary">When the API answers with it.</param>
/// <param name="Example">A problem document with this code, as JSON.</param>
internal sealed record KnownProblem(string Code, int Status, string? Summary, string Example)
{
    /// <summary>The name of the shared response that has only this code.</summary>
    public string ResponseName =>
        string.Concat(Code.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
