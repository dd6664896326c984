using System.Text.Json;

namespace Points.Domain.Reading;

/// <summary>Reads merge patches (RFC 7396), in which a missing field and a null say different things.</summary>
public sealed partial class FieldReader
{
    /// <summary>Whether the object has the field, even if its value is null.</summary>
    public bool IsNamed(string name) =>
        _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(name, out _);

    /// <summary>The fields that were read so far and that the object has.</summary>
    public IEnumerable<string> ListNamed() => _knownFields.Distinct(StringComparer.Ordinal).Where(IsNamed);

    /// <summary>Reads a field of a merge patch (RFC 7396): if it is not named it stays, and null removes it.</summary>
    /// <param name="read">Reads the field; returns a null or empty value for null.</param>
    public FieldChange<T> Change<T>(string name, Func<string, T> read) => new(IsNamed(name), read(name));

    /// <summary>Reads a field of a merge patch that cannot be removed.</summary>
    /// <inheritdoc cref="Change"/>
    public FieldChange<T> ChangeToValue<T>(string name, Func<string, T> read)
    {
        var change = Change(name, read);
        if (change.IsNamed && Find(name, required: false) is null)
            AddError(name, "cannot be removed, so it must not be null");
        return change;
    }

    public bool? OptionalFlag(string name)
    {
        _schema?.AddProperty(name, required: false, JsonSchemaBuilder.Flag());
        return Find(name, required: false) is null ? null : Flag(name);
    }
}
