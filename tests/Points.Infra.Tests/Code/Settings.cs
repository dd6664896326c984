using System.Reflection;
using Points.Functions;

namespace Points.Infra.Tests.Code;

/// <summary>The app settings that the code reads as options.</summary>
internal static class Settings
{
    private const string Namespace = "Points.Functions.Settings";

    /// <summary>The option classes that name a section.</summary>
    public static ImmutableArray<Type> OptionClasses { get; } =
    [
        .. typeof(PointsServices)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == Namespace && SectionOf(type) is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>The names of the settings, such as <c>Notices__Sms__Url</c>.</summary>
    public static ImmutableSortedSet<string> Options { get; } =
        OptionClasses
            .SelectMany(type => NamesIn(type, SectionOf(type)!))
            .ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase);

    private static string? SectionOf(Type type) =>
        (string?)type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue();

    private static IEnumerable<string> NamesIn(Type type, string path) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property =>
                property.PropertyType.Namespace == Namespace
                    ? NamesIn(property.PropertyType, $"{path}__{property.Name}")
                    : [$"{path}__{property.Name}"]
            );
}
