using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Points.Functions;

namespace Points.Infra.Tests.Code;

/// <summary>What starts the functions, as their attributes say.</summary>
internal static class Triggers
{
    /// <summary>The attributes whose names end so.</summary>
    private const string Suffix = "TriggerAttribute";

    public static ImmutableArray<Attribute> All { get; } = [.. Functions.SelectMany(TriggersOf)];

    /// <summary>The functions that schedules start.</summary>
    public static ImmutableSortedSet<string> Jobs { get; } =
    [
        .. Functions
            .Where(method => TriggersOf(method).OfType<TimerTriggerAttribute>().Any())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name),
    ];

    /// <summary>As <c>ServiceBus</c>.</summary>
    public static ImmutableSortedSet<string> Kinds { get; } = [.. All.Select(KindOf)];

    public static IEnumerable<ServiceBusTriggerAttribute> ServiceBusTriggers =>
        All.OfType<ServiceBusTriggerAttribute>();

    public static IEnumerable<CosmosDBTriggerAttribute> CosmosTriggers => All.OfType<CosmosDBTriggerAttribute>();

    /// <summary>The names of the settings with the connections that triggers name.</summary>
    public static ImmutableSortedSet<string> Connections { get; } =
    [
        .. ServiceBusTriggers
            .Select(trigger => trigger.Connection)
            .Concat(CosmosTriggers.SelectMany(trigger => new[] { trigger.Connection, trigger.LeaseConnection }))
            .OfType<string>(),
    ];

    /// <summary>The names of the settings between percent signs, wherever an attribute has a text.</summary>
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
