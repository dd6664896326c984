using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Points.Functions;

namespace Points.Infra.Tests.Code;

/// <summary>The triggers of the functions, from their attributes.</summary>
internal static class Triggers
{
    /// <summary>The ending of the names of trigger attributes.</summary>
    private const string Suffix = "TriggerAttribute";

    public static ImmutableArray<Attribute> All { get; } = [.. Functions.SelectMany(TriggersOf)];

    /// <summary>The names of the functions with a timer trigger.</summary>
    public static ImmutableSortedSet<string> Jobs { get; } =
    [
        .. Functions
            .Where(method => TriggersOf(method).OfType<TimerTriggerAttribute>().Any())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name),
    ];

    /// <summary>The kinds of trigger, such as <c>ServiceBus</c>.</summary>
    public static ImmutableSortedSet<string> Kinds { get; } = [.. All.Select(KindOf)];

    public static IEnumerable<ServiceBusTriggerAttribute> ServiceBusTriggers =>
        All.OfType<ServiceBusTriggerAttribute>();

    public static IEnumerable<CosmosDBTriggerAttribute> CosmosTriggers => All.OfType<CosmosDBTriggerAttribute>();

    /// <summary>The connection settings that triggers name.</summary>
    public static ImmutableSortedSet<string> Connections { get; } =
    [
        .. ServiceBusTriggers
            .Select(trigger => trigger.Connection)
            .Concat(CosmosTriggers.SelectMany(trigger => new[] { trigger.Connection, trigger.LeaseConnection }))
            .OfType<string>(),
    ];

    /// <summary>The settings that triggers name between percent signs.</summary>
    public static ImmutableSortedSet<string> Settings { get; } =
    [
        .. All.SelectMany(trigger =>
                trigger
                    .GetType()
                    .GetProperties()
                    .Where(property => property.PropertyType == typeof(string))
                    .Select(property => (string?)property.GetValue(trigger))
            )
            .Select(text => text is ['%', .. var name, '%'] ? name : null)
            .OfType<string>(),
    ];

    private static IEnumerable<MethodInfo> Functions =>
        typeof(PointsServices)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            )
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null);

    private static IEnumerable<Attribute> TriggersOf(MethodInfo function) =>
        function
            .GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttributes())
            .Where(attribute => attribute.GetType().Name.EndsWith(Suffix, StringComparison.Ordinal));

    private static string KindOf(Attribute trigger) => trigger.GetType().Name[..^Suffix.Length];
}
