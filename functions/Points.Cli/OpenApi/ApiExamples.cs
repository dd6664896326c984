using System.Globalization;
using System.Text.Json.Nodes;

namespace Points.Cli.OpenApi;

/// <summary>
/// The examples of bodies and answers: a file for each function, with its <c>body</c> and its <c>answers</c> by status.
/// They are answers that the app gave, with shorter lists and other ids.
/// </summary>
internal static class ApiExamples
{
    /// <returns>An example of the function's body.</returns>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static JsonNode BodyOf(string function) => Find(function, "body") ?? throw Missing(function, "its body");

    /// <returns>An example of the function's answer with a status.</returns>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static JsonNode AnswerOf(string function, int status) =>
        Find(function, "answers")?[status.ToString(CultureInfo.InvariantCulture)]?.DeepClone()
        ?? throw Missing(function, $"its answer {status}");

    private static JsonNode? Find(string function, string part)
    {
        using var stream = typeof(ApiExamples).Assembly.GetManifestResourceStream($"Examples/{function}.json");
        return stream is null ? null : JsonNode.Parse(stream)![part]?.DeepClone();
    }

    private static InvalidOperationException Missing(string function, string what) =>
        new($"function {function} has no example of {what} in OpenApi/Examples/{function}.json.");
}
