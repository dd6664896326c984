using System.Collections.ObjectModel;

namespace Points.Domain.Reading;

/// <summary>All errors of a document, by path, so that callers can correct them in one go.</summary>
public sealed class ValidationErrors
{
    /// <summary>Further errors are dropped.</summary>
    public const int CountMax = 100;

    /// <summary>Null while there are no errors, as in most requests.</summary>
    private Dictionary<string, string>? _byPath;

    public bool HasErrors => _byPath is not null;

    /// <summary>Whether further errors are dropped.</summary>
    public bool IsFull => _byPath?.Count >= CountMax;

    /// <summary>The first error of each path, such as <c>lines[0].amountFen</c>.</summary>
    public IReadOnlyDictionary<string, string> ByPath =>
        _byPath is null ? ReadOnlyDictionary<string, string>.Empty : _byPath;

    public void AddError(string path, string reason)
    {
        _byPath ??= new(StringComparer.Ordinal);
        if (_byPath.Count < CountMax)
            _byPath.TryAdd(path, reason);
    }

    /// <summary>All errors in one line.</summary>
    public override string ToString() => string.Join("; ", ByPath.Select(error => $"{error.Key} {error.Value}"));
}
