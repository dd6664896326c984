namespace Points.Domain.Reading;

/// <summary>All errors of a document, by path, so that callers can correct them in one go.</summary>
public sealed class ValidationErrors
{
    /// <summary>Further errors are dropped.</summary>
    public const int CountMax = 100;

    private readonly Dictionary<string, string> _byPath = new(StringComparer.Ordinal);

    public bool HasErrors => _byPath.Count > 0;

    /// <summary>The first error of each path, such as <c>lines[0].amountFen</c>.</summary>
    public IReadOnlyDictionary<string, string> ByPath => _byPath;

    public void AddError(string path, string reason)
    {
        if (_byPath.Count < CountMax)
            _byPath.TryAdd(path, reason);
    }

    /// <summary>All errors in one line.</summary>
    public override string ToString() => string.Join("; ", _byPath.Select(error => $"{error.Key} {error.Value}"));
}
