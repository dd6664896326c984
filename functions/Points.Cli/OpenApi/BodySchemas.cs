using System.Reflection;
using System.Text.Json.Nodes;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Cli.OpenApi;

/// <summary>Builds the schemas of request bodies from the readers that parse them.</summary>
internal sealed class BodySchemas(SchemaComponents components, PublishedSchemas published)
{
    private const string ReadMethod = "Read";

    /// <returns>A reference to the schema of a body.</returns>
    public JsonObject ReferenceTo(RequestBodyAttribute body) =>
        body.Schema is { } name
            ? published.ReferenceTo(name)
            : components.Add(
                body.Reader.Name,
                WithDescriptions(body.Reader, FieldReader.BuildSchema(ReaderDelegate(body.Reader)))
            );

    private static JsonObject WithDescriptions(Type reader, JsonObject schema)
    {
        foreach (var field in reader.GetCustomAttributes<FieldDescriptionAttribute>())
        {
            JsonNode? node = schema;
            foreach (var name in field.Path.Split('.'))
                node = (node?["items"] ?? node)?["properties"]?[name];
            if (node is null)
                throw new InvalidOperationException($"{reader} reads no field {field.Path}.");
            node["description"] = field.Description;
        }
        return schema;
    }

    /// <summary>
    /// Calls the reader as an operator, whose requests need only the fields that all callers must send.
    /// </summary>
    private static Func<FieldReader, object?> ReaderDelegate(Type reader)
    {
        var read =
            reader
                .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .SingleOrDefault(method =>
                    method.Name == ReadMethod
                    && method.GetParameters() is [{ ParameterType: var first }, ..]
                    && first == typeof(FieldReader)
                )
            ?? throw new InvalidOperationException(
                $"{reader} cannot read a body: it has no static method {ReadMethod} "
                    + $"whose first parameter is a {nameof(FieldReader)}."
            );
        return fields =>
            read.Invoke(
                null,
                BindingFlags.DoNotWrapExceptions,
                null,
                [
                    fields,
                    .. read.GetParameters().Skip(1).Select(parameter => ExampleValues.Create(parameter.ParameterType)),
                ],
                null
            );
    }
}
