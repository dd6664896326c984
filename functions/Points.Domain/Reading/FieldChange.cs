namespace Points.Domain.Reading;

/// <summary>What a merge patch (RFC 7396) says about a field: nothing, or its new value.</summary>
/// <param name="Value">The value of a field that is removed is null or empty.</param>
public readonly record struct FieldChange<T>(bool IsNamed, T Value)
{
    public T ApplyTo(T current) => IsNamed ? Value : current;

    public static implicit operator FieldChange<T>(T value) => new(IsNamed: true, value);
}
