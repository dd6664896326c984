using Points.Tests;

namespace Points.Infra.Tests.Code;

/// <summary>The tables that the templates are checked against cover everything that the code uses.</summary>
public sealed class RequiredRoleTests
{
    [Fact]
    public void Every_kind_of_trigger_has_its_required_roles()
    {
        Assert.NotEmpty(Triggers.Kinds);
        Assert.Empty(Triggers.Kinds.Except(RequiredRoles.ByTrigger.Keys));
    }

    [Fact]
    public void Every_options_class_has_its_required_roles()
    {
        Assert.NotEmpty(Settings.OptionClasses);
        Assert.Empty(Settings.OptionClasses.Except(RequiredRoles.ByOptions.Keys));
    }

    [Fact]
    public void Every_timer_has_a_schedule_setting_and_every_connection_is_a_setting()
    {
        Assert.Equal(
            Triggers.All.Count(trigger => trigger is Microsoft.Azure.Functions.Worker.TimerTriggerAttribute),
            Triggers.Settings.Count
        );
        Assert.Equal(["Cosmos", "ServiceBus"], Triggers.Connections);
    }

    [Fact]
    public void DefaultAzureCredential_is_used_in_one_documented_file()
    {
        Assert.Equal(["AppIdentity.cs"], CodeNames.FilesWithDefaultCredential);
        Assert.Contains(
            "`DefaultAzureCredential`",
            File.ReadAllText(RepositoryFolder.Of("docs", "operating.md")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_queues_that_the_app_sends_to_are_found_in_the_code()
    {
        Assert.NotEmpty(CodeNames.QueuesSentTo);
        Assert.Empty(CodeNames.QueuesSentTo.Except(CodeNames.Queues));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS")]
    [InlineData("OTEL_SERVICE_NAME")]
    public void Settings_of_OpenTelemetry_are_optional(string name)
    {
        var known = KnownSettings.All[name];

        Assert.Equal((default, SettingLocation.Cloud | SettingLocation.Local), (known.RequiredIn, known.AllowedIn));
    }

    [Fact]
    public void The_names_that_the_rules_need_are_found_in_the_code()
    {
        Assert.Subset(
            CodeNames.Measures,
            CodeNames
                .Instruments.Where(name => name.StartsWith("points.", StringComparison.Ordinal))
                .ToImmutableSortedSet()
        );
        Assert.Superset(
            new HashSet<string> { "points.relay.lag", "points.announcements.late", "points.accruals" },
            CodeNames.Instruments.ToHashSet()
        );
        Assert.DoesNotContain("points.programme", CodeNames.Instruments);
        Assert.Equal(
            ["budget-busy", "internal-error", "order-busy", "record-altered", "unavailable"],
            CodeNames.ServerFaultCodes
        );
        Assert.Equal(["push-gateway-key", "sms-gateway-key"], CodeNames.GatewayKeys);
        Assert.Contains(
            $"<TargetFramework>net{CodeNames.Framework}</TargetFramework>",
            File.ReadAllText(RepositoryFolder.Of("Directory.Build.props")),
            StringComparison.Ordinal
        );
    }
}
