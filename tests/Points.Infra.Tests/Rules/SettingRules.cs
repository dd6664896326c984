using System.Text.RegularExpressions;
using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>
/// Compares the settings that the code reads with those that the templates set, and with the sample for a developer's
/// machine.
/// </summary>
internal static partial class SettingRules
{
    private const string DeployGuide = "docs/deploy.md";
    private const string CreateKeys = "infra/create-keys.sh";
    private const string Reference = "@Microsoft.KeyVault(";
    private const string Sample = "local.settings.sample.json";

    public static ImmutableArray<Rule> All =>
        [
            new(
                "Every_setting_that_the_code_reads_is_set_in_Azure",
                folder => Missing(SettingLocation.Cloud, InCloud(folder))
            ),
            new(
                "Every_setting_that_the_code_reads_is_in_the_local_sample",
                folder => Missing(SettingLocation.Local, InSample(folder))
            ),
            new(
                "No_setting_is_set_that_nothing_reads",
                folder =>
                    [
                        .. Unread(SettingLocation.Cloud, InCloud(folder)),
                        .. Unread(SettingLocation.Local, InSample(folder)),
                    ]
            ),
            new("The_settings_do_not_contradict_each_other", Contradictions),
            new("A_gateway_key_has_the_same_name_everywhere", KeyNames),
            new("The_apps_own_keys_are_secrets_that_a_script_creates", OwnKeys),
        ];

    private static IEnumerable<Finding> Missing(SettingLocation location, ActualSettings actual) =>
        from known in KnownSettings.All.Values
        where known.RequiredIn.HasFlag(location) && !actual.Settings.ContainsKey(known.Name)
        select actual.Place with
        {
            Message = $"{known.Name} is missing: {known.Reason}",
        };

    private static IEnumerable<Finding> Unread(SettingLocation location, ActualSettings actual) =>
        from each in actual.Settings
        let known = KnownSettings.All.GetValueOrDefault(each.Key)
        where known is null || !(known.RequiredIn | known.AllowedIn).HasFlag(location)
        select each.Value with
        {
            Message = known is null
                ? $"{each.Key} is set, but nothing reads it"
                : $"{each.Key} is set, but does not belong here: {known.Reason}",
        };

    /// <summary>Schedules are those of the sample, connections use the identity, keys come from the vault.</summary>
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
                yield return Finding.At(each.Node, $"{each.Name} is {each.Value}, but {schedule} in {Sample}");
            if (each.Name.EndsWith("__credential", StringComparison.Ordinal) && each.Value.AsText != "managedidentity")
                yield return Finding.At(each.Node, $"{each.Name} is {each.Value} instead of 'managedidentity'");
            // The headers authenticate the app to the collector of telemetry, so they hold a key.
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
                    $"{each.Name} is not a reference to a Key Vault that is set only with the gateway's URL"
                );
        }
    }

    /// <summary>A key has the same name in the setting, on the one-machine host and in the deployment guide.</summary>
    private static IEnumerable<Finding> KeyNames(TemplateFolder folder)
    {
        // Another rule reports a key that is not a reference.
        foreach (
            var each in folder.Settings.Where(each =>
                each.Name.EndsWith("__SigningKey", StringComparison.Ordinal)
                && each.Value.ToString().Contains(Reference, StringComparison.Ordinal)
            )
        )
        {
            // The key of Notices__Sms__SigningKey is sms-gateway-key.
            var name = $"{each.Name.Split("__")[^2].ToLowerInvariant()}-gateway-key";
            if (!CodeNames.GatewayKeys.Contains(name))
                yield return Finding.At(each.Node, $"the one-machine host has no key file {name}");
            // The last part of the reference names the secret. Another rule checks that the app may read the vault.
            if (
                each.Value is not Value.Unknown { Origin: "text", Parts: [.., { AsText: var lastPart }] }
                || lastPart != $"secrets/{name})"
            )
                yield return Finding.At(
                    each.Node,
                    $"{each.Name} is {each.Value} instead of the secret {name} of the vault"
                );
        }
        var lines = File.ReadAllLines(Path.Combine(folder.Root, DeployGuide));
        foreach (var (line, number) in lines.Select((line, index) => (line, index + 1)))
        foreach (
            var name in SecretNames()
                .Matches(line)
                .Select(match => match.Groups["name"].Value)
                .Where(name => !CodeNames.GatewayKeys.Contains(name))
        )
            yield return new(DeployGuide, number, $"'{name}' is not the key of a gateway");
        foreach (
            var name in CodeNames.GatewayKeys.Where(name =>
                !Array.Exists(lines, line => line.Contains(name, StringComparison.Ordinal))
            )
        )
            yield return new(DeployGuide, 1, $"{name} is not mentioned");
    }

    /// <summary>
    /// The app's keys are references to secrets of the vault, under the names that the code and the script know.
    /// </summary>
    private static IEnumerable<Finding> OwnKeys(TemplateFolder folder)
    {
        var script = File.ReadAllText(Path.Combine(folder.Root, CreateKeys));
        foreach (var (setting, secret) in CodeNames.OwnKeys)
        {
            // Another rule reports a setting that is missing.
            foreach (var each in folder.Settings.Where(each => each.Name == setting))
                if (
                    each.Value
                        is not Value.Unknown { Origin: "text", Parts: [{ AsText: var start }, .., { AsText: var end }] }
                    || start?.StartsWith(Reference, StringComparison.Ordinal) != true
                    || end != $"secrets/{secret})"
                )
                    yield return Finding.At(
                        each.Node,
                        $"{each.Name} is {each.Value} instead of a reference to the secret {secret} of the vault"
                    );
            if (!script.Contains($" {secret}", StringComparison.Ordinal))
                yield return new(CreateKeys, 1, $"{secret} is not created");
        }
    }

    [GeneratedRegex(@"--name (?<name>\S*gateway\S*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SecretNames();

    private static ActualSettings InCloud(TemplateFolder folder) =>
        new(
            folder.Resources.FirstOrDefault(each => each.Is("Microsoft.Web/sites/config")) is { } config
                ? Finding.At(config.Part.Node, "")
                : new("infra/main.bicep", 1, ""),
            folder
                .Settings.DistinctBy(each => each.Name, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(each => each.Name, each => Finding.At(each.Node, ""), StringComparer.OrdinalIgnoreCase)
        );

    private static ActualSettings InSample(TemplateFolder folder)
    {
        var lines = File.ReadAllLines(Path.Combine(folder.Root, Sample));
        Finding PlaceOf(string name) =>
            new(
                Sample,
                1 + Math.Max(0, Array.FindIndex(lines, line => line.Contains($"\"{name}\"", StringComparison.Ordinal))),
                ""
            );
        return new(
            PlaceOf("Values"),
            ((Value.Map)Values(folder)).Fields.ToDictionary(
                field => field.Name,
                field => PlaceOf(field.Name),
                StringComparer.OrdinalIgnoreCase
            )
        );
    }

    private static Value Values(TemplateFolder folder) =>
        JsonValues.Load(Path.Combine(folder.Root, Sample), "$.Values");

    /// <param name="Place">Where the settings are declared. The dictionary holds the place of each setting.</param>
    private sealed record ActualSettings(Finding Place, Dictionary<string, Finding> Settings);
}
