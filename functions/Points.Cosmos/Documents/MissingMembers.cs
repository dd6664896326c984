using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Points.Cosmos.Documents;

/// <summary>
/// Fills in the members that a document lacks. The serializer gives numbers, instants and optional members their
/// defaults. Here, any other member that is missing or null becomes empty: a list or a dictionary without elements, an
/// empty text, or an object whose own members are filled in.
/// </summary>
internal static class MissingMembers
{
    /// <summary>Changes how a type is read. The check costs one comparison for each member.</summary>
    public static void FillIn(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        var members = type
            .Properties.Where(it => it is { IsGetNullable: false, Get: not null })
            .Select(it => new Member(it, type.Options))
            .Where(it => it.CanBeMissing)
            .ToArray();
        if (members.Length == 0)
            return;
        type.OnDeserialized = document =>
        {
            foreach (var member in members)
                member.FillIn(document);
        };
    }

    private sealed class Member(JsonPropertyInfo property, JsonSerializerOptions options)
    {
        private readonly Func<object, object?> _get = property.Get!;

        /// <summary>What such a member holds if it was not read; null except for structs.</summary>
        private readonly object? _missing = property.PropertyType.IsValueType
            ? Activator.CreateInstance(property.PropertyType)
            : null;

        /// <summary>Of structs, only immutable arrays and JSON values cannot be used as they are by default.</summary>
        public bool CanBeMissing =>
            !property.PropertyType.IsValueType
            || property.PropertyType == typeof(JsonElement)
            || property.PropertyType.Name.StartsWith("ImmutableArray", StringComparison.Ordinal);

        public void FillIn(object document)
        {
            if (!Equals(_get(document), _missing))
                return;
            // The members of records can be set only while they are created, except by reflection.
            ((PropertyInfo)property.AttributeProvider!).SetValue(
                document,
                JsonSerializer.Deserialize(EmptyJson, options.GetTypeInfo(property.PropertyType))
            );
        }

        private string EmptyJson =>
            property.PropertyType == typeof(string)
                ? "\"\""
                : options.GetTypeInfo(property.PropertyType).Kind switch
                {
                    JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "{}",
                    JsonTypeInfoKind.Enumerable => "[]",
                    JsonTypeInfoKind.None => "null",
                };
    }
}
