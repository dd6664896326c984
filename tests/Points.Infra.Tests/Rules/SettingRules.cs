using System.Text.RegularExpressions;
using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>The settings that the code reads, those that the templates give the app, and those of the sample for one's own machine.</summary>
internal static partial class SettingRules
{
    private const string Deploying = "docs/deploy.md";
    private const string Reference = "@Microsoft.KeyVault(";
    private const string Sample = "local.settings.sample.json";

    public static ImmutableArray<Rule> All =>
        [
            new(
                "Every_setting_that_is_read_is_given_to_the_app_in_the_cloud",
                folder => Missing(SettingLocation.Cloud, InCloud(folder))
            ),
            new(
                "Every_setting_that_is_read_is_in_the_local_sample",
                folder => Missing(SettingLocation.Local, InSample(folder))
            ),
            new(
                "No_setting_is_given_that_nobody_reads",
                folder =>
                    [
                        .. Unread(SettingLocation.Cloud, InCloud(folder)),
                        .. Unread(SettingLocation.Local, InSample(folder)),
                    ]
            ),
            new("The_apps_settings_are_of_one_mind", Contradictions),
            new("A_gateways_key_has_one_name", KeyNames),
        ];

    private static IEnumerable<Finding> Missing(SettingLocation place, GivenSettings given) =>
        from known in KnownSettings.All.Values
        where known.RequiredIn.HasFlag(place) && !given.Settings.ContainsKey(known.Name)
        select given.Place with
        {
            Message = $"{known.Name} is missing: {known.Reason}",
        };

    private static IEnumerable<Finding> Unread(SettingLocation place, GivenSettings given) =>
        from each in given.Settings
        let known = KnownSettings.All.GetValueOrDefault(each.Key)
        where known is null || !(known.RequiredIn | known.AllowedIn).HasFlag(place)
        select each.Value with
        {
            Message =
                $"{each.Key} is given, and {(known is null ? "nobody reads it" : $"does not belong here: {known.Reason}")}",
        };

    /// <summary>Schedules are written once; identity is how everything is reached; a key goes with its gateway.</summary>
    private static IEnumerable<Finding> Contradictions(TemplateFolder folder)
    {
        var sample = Values(folder);
        foreach (var each in folder.Settings)
        {
            if (
                Triggers.Settings.Contains(each.Name)
                && sample.At(each.Name)?.Value.ToString() is { } schedule
                && each.Value.ToString() != schedule
            )
                yield return Finding.At(each.Node, $"{each.Name} is {each.Value}, and {schedule} in {Sample}");
            if (each.Name.EndsWith("__credential", StringComparison.Ordinal) && each.Value.AsText != "managedidentity")
                yield return Finding.At(each.Node, $"{each.Name} is {each.Value} and not 'managedidentity'");
            // Whoever takes telemetry knows by a header who sends it: that is a key.
            if (
                each.Name == "OTEL_EXPORTER_OTLP_HEADERS"
                && !each.Value.ToString().Contains(Reference, StringComparison.Ordinal)
            )
                yield return Finding.At(each.Node, $"{each.Name} is not a reference to a Key Vault");
            if (
                each.Name.EndsWith("__SigningKey", StringComparison.Ordinal)
                && (each.IsAlways || !each.Value.ToString().Contains(Reference, StringComparison.Ordinal))
            )
                yield return Finding.At(
                    each.Node,
                    $"{each.Name} is not a reference to a Key Vault that goes with its URL"
                );
        }
    }

    /// <summary>The secret that a setting refers to, the one-machine host's file, and what the operator is told to set.</summary>
    private static IEnumerable<Finding> KeyNames(TemplateFolder folder)
    {
        // One that is no reference at all another rule tells.
        foreach (
            var each in folder.Settings.Where(each =>
                each.Name.EndsWith("__SigningKey", StringComparison.Ordinal)
                && each.Value.ToString().Contains(Reference, StringComparison.Ordinal)
            )
        )
        {
            var name = $"{each.Name.Split("__")[^2].ToLowerInvariant()}-gateway-key";
            if (!CodeNames.GatewayKeys.Contains(name))
                yield return Finding.At(each.Node, $"the one-machine host has no {name}");
            // Whether it is a vault that the app may read, another rule tells.
            if (
                each.Value is not Value.Unknown { Origin: "text", Parts: [.., { AsText: var end }] }
                || end != $"secrets/{name})"
            )
                yield return Finding.At(
                    each.Node,
                    $"{each.Name} is {each.Value} and not the secret {name} of the vault"
                );
        }
        var lines = File.ReadAllLines(Path.Combine(folder.Root, Deploying));
        foreach (var (line, number) in lines.Select((line, index) => (line, index + 1)))
        foreach (
            var name in SecretNames()
                .Matches(line)
                .Select(match => match.Groups["name"].Value)
                .Where(name => !CodeNames.GatewayKeys.Contains(name))
        )
            yield return new(Deploying, number, $"'{name}' is no gateway's key");
        foreach (
            var name in CodeNames.GatewayKeys.Where(name =>
                !Array.Exists(lines, line => line.Contains(name, StringComparison.Ordinal))
            )
        )
            yield return new(Deploying, 1, $"nothing is said of {name}");
    }

    [GeneratedRegex(@"--name (?<name>\S*gateway\S*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SecretNames();

    private static GivenSettings InCloud(TemplateFolder folder) =>
        new(
            folder.Resources.FirstOrDefault(each => each.Is("Microsoft.Web/sites/config")) is { } config
                ? Finding.At(config.Part.Node, "")
                : new("infra/main.bicep", 1, ""),
            folder
                .Settings.DistinctBy(each => each.Name, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(each => each.Name, each => Finding.At(each.Node, ""), StringComparer.OrdinalIgnoreCase)
        );

    private static GivenSettings InSample(TemplateFolder folder)
    {
        var lines = File.ReadAllLines(Path.Combine(folder.Root, Sample));
        Finding At(string name) =>
            new(
                Sample,
                1 + Math.Max(0, Array.FindIndex(lines, line => line.Contains($"\"{name}\"", StringComparison.Ordinal))),
                ""
            );
        return new(
            At("Values"),
            ((Value.Map)Values(folder)).Fields.ToDictionary(
                field => field.Name,
                field => At(field.Name),
                StringComparer.OrdinalIgnoreCase
            )
        );
    }

    private static Value Values(TemplateFolder folder) =>
        JsonValues.Load(Path.Combine(folder.Root, Sample), "$.Values");

    /// <param name="Place">Where they are, and where each is.</param>
    private sealed record GivenSettings(Finding Place, Dictionary<string, Finding> Settings);
}
