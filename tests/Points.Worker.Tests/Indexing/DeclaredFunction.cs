using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Points.Functions;

namespace Points.Worker.Tests.Indexing;

/// <summary>A function as the attributes in the code declare it.</summary>
internal sealed class DeclaredFunction(MethodInfo method)
{
    private const string TriggerSuffix = "TriggerAttribute";

    private readonly (ParameterInfo Parameter, CustomAttributeData Attribute) _trigger = method
        .GetParameters()
        .SelectMany(parameter => parameter.GetCustomAttributesData().Select(attribute => (parameter, attribute)))
        .Single(it => it.attribute.AttributeType.Name.EndsWith(TriggerSuffix, StringComparison.Ordinal));

    /// <summary>All functions of the app.</summary>
    public static IReadOnlyList<DeclaredFunction> All { get; } =
    [
        .. typeof(PointsServices)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods(
                    BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
                )
            )
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(method => new DeclaredFunction(method)),
    ];

    public string Name { get; } = method.GetCustomAttribute<FunctionAttribute>()!.Name;

    public string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

    /// <summary>For example <c>httpTrigger</c>.</summary>
    public string TriggerType => CamelCase(_trigger.Attribute.AttributeType.Name[..^"Attribute".Length]);

    /// <summary>The trigger as the Functions host must see it: what the attribute sets, and nothing else.</summary>
    public JsonObject Trigger
    {
        get
        {
            var trigger = new JsonObject
            {
                ["name"] = _trigger.Parameter.Name,
                ["type"] = TriggerType,
                ["direction"] = "In",
            };
            var attribute = _trigger.Attribute;
            foreach (
                var (parameter, value) in attribute.Constructor.GetParameters().Zip(attribute.ConstructorArguments)
            )
                trigger[CamelCase(parameter.Name!)] = ToJson(value);
            foreach (var argument in attribute.NamedArguments)
                trigger[CamelCase(argument.MemberName)] = ToJson(argument.TypedValue);
            // The host calls this the cardinality.
            if (attribute.AttributeType == typeof(ServiceBusTriggerAttribute))
                trigger["cardinality"] =
                    trigger.Remove("isBatched", out var batched) && (bool)batched! ? "Many" : "One";
            return trigger;
        }
    }

    public RetryAttribute? Retry => method.GetCustomAttribute<RetryAttribute>();

    private static JsonNode? ToJson(CustomAttributeTypedArgument argument) =>
        argument.Value switch
        {
            IReadOnlyCollection<CustomAttributeTypedArgument> items => new JsonArray([.. items.Select(ToJson)]),
            { } number when argument.ArgumentType.IsEnum => Enum.ToObject(argument.ArgumentType, number).ToString(),
            var value => JsonValue.Create(value),
        };

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
