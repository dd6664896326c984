using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>The settings that the code reads, those that the templates give the app, and those of the sample for one's own machine.</summary>
internal static class SettingRules
{
    private const string Sample = "local.settings.sample.json";

    public static ImmutableArray<Rule> All => [
        new("Every_setting_that_is_read_is_given_to_the_app_in_the_cloud", folder => Missing(Place.Cloud, Cloud(folder), "the app settings of the templates")),
        new("Every_setting_that_is_read_is_in_the_local_sample", folder => Missing(Place.Local, Local(folder), Sample)),
        new("No_setting_is_given_that_nobody_reads", folder => [.. Unread(Place.Cloud, Cloud(folder), "the templates"), .. Unread(Place.Local, Local(folder), Sample)]),
        new("The_apps_settings_are_of_one_mind", Consistent),
    ];

    private static IEnumerable<Finding> Missing(Place place, Dictionary<string, int> given, string whose) =>
        from known in KnownSettings.All.Values
        where known.Where.HasFlag(place) && !given.ContainsKey(known.Name)
        select new Finding(whose, 1, $"{known.Name} is missing: {known.Why}");

    private static IEnumerable<Finding> Unread(Place place, Dictionary<string, int> given, string whose) =>
        from name in given
        let known = KnownSettings.All.GetValueOrDefault(name.Key)
        where !(known is not null && (known.Where | known.Also).HasFlag(place))
        select new Finding(whose, name.Value, $"{name.Key} is given, and {(known is null ? "nobody reads it" : $"does not belong here: {known.Why}")}");

    /// <summary>Schedules are written once; identity is how everything is reached; a key goes with its gateway.</summary>
    private static IEnumerable<Finding> Consistent(TemplateFolder folder)
    {
        var sample = Values(folder);
        foreach (var each in folder.Settings)
        {
            var (name, line) = (each.Name, each.Node?.Line ?? 1);
            if (Triggers.Settings.Contains(name) && sample.At(name)?.Value.ToString() is { } schedule && each.Value.ToString() != schedule)
                yield return new("the app settings of the templates", line, $"{name} is {each.Value}, and {schedule} in {Sample}");
            if (name.EndsWith("__credential", StringComparison.Ordinal) && each.Value.AsText != "managedidentity")
                yield return new("the app settings of the templates", line, $"{name} is {each.Value} and not 'managedidentity'");
            if (name.EndsWith("__SigningKey", StringComparison.Ordinal) && (each.IsAlways || !each.Value.ToString().Contains("@Microsoft.KeyVault(", StringComparison.Ordinal)))
                yield return new("the app settings of the templates", line, $"{name} is not a reference to a Key Vault that goes with its URL");
        }
    }

    private static Dictionary<string, int> Cloud(TemplateFolder folder) => folder.Settings
        .GroupBy(each => each.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.First().Node?.Line ?? 1, StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, int> Local(TemplateFolder folder) =>
        Values(folder) is Value.Map map ? map.Fields.ToDictionary(field => field.Name, _ => 1, StringComparer.OrdinalIgnoreCase) : [];

    private static Value Values(TemplateFolder folder) => JsonValues.Load(Path.Combine(folder.Root, Sample), "$.Values");
}
