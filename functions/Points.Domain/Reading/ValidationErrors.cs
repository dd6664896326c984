using System.Diagnostics.CodeAnalysis;

namespace Points.Domain.Reading;

/// <summary>What is wrong with a document, by path: all of it at once, so nobody mends one fault to meet the next.</summary>
public sealed class ValidationErrors
{
    /// <summary>Beyond this many, more would not help anyone.</summary>
    public const int CountMax = 100;

    private readonly Dictionary<string, string> _byPath = new(StringComparer.Ordinal);

    public bool HasErrors => _byPath.Count > 0;

    /// <summary>The first fault of each path, as <c>lines[0].amountFen</c>.</summary>
    public IReadOnlyDictionary<string, string> ByPath => _byPath;

    public void AddError(string path, string reason)
    {
        if (_byPath.Count < CountMax)
            _byPath.TryAdd(path, reason);
    }

    /// <summary>All faults in one line.</summary>
    public override string ToString() => string.Join("; ", _byPath.Select(fault => $"{fault.Key} {fault.Value}"));
}

/// <summary>Either what was read, or why it could not be.</summary>
public readonly record struct ReadResult<T>(T? Value, ValidationErrors Errors)
    where T : class
{
    public bool TryGetValue([NotNullWhen(true)] out T? value)
    {
        value = Errors.HasErrors ? null : Value;
        return value is not null;
    }
}
