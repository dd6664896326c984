using System.Diagnostics.CodeAnalysis;

namespace Points.Domain.Reading;

/// <summary>Either what was read, or why it could not be read.</summary>
public readonly record struct ReadResult<T>(T? Value, ValidationErrors Errors)
    where T : class
{
    /// <summary>The value, if there are no errors.</summary>
    public bool TryGetValue([NotNullWhen(true)] out T? value)
    {
        value = Errors.HasErrors ? null : Value;
        return value is not null;
    }
}
