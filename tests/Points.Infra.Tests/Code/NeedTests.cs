using Points.Tests;

namespace Points.Infra.Tests.Code;

/// <summary>What the code does is in the tables that the templates are held against.</summary>
public sealed class NeedTests
{
    [Fact]
    public void Of_every_kind_of_trigger_it_is_known_which_roles_it_takes()
    {
        Assert.NotEmpty(Triggers.Kinds);
        Assert.Empty(Triggers.Kinds.Except(RequiredRoles.ByTrigger.Keys));
    }

    [Fact]
    public void Of_everything_that_the_app_is_told_to_talk_to_it_is_known_which_roles_it_takes()
    {
        Assert.NotEmpty(Settings.OptionClasses);
        Assert.Empty(Settings.OptionClasses.Except(RequiredRoles.ByOptions.Keys));
    }

    [Fact]
    public void Schedules_and_connections_are_settings_and_every_timer_has_one()
    {
        Assert.Equal(
            Triggers.All.Count(trigger => trigger is Microsoft.Azure.Functions.Worker.TimerTriggerAttribute),
            Triggers.Settings.Count
        );
        Assert.Equal(["Cosmos", "ServiceBus"], Triggers.Connections);
    }

    [Fact]
    public void Whoever_is_signed_in_counts_in_one_place_which_is_documented()
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
    public void What_OpenTelemetry_reads_by_itself_may_be_given_and_need_not_be(string name)
    {
        var known = KnownSettings.All[name];

        Assert.Equal((default, SettingLocation.Cloud | SettingLocation.Local), (known.RequiredIn, known.AllowedIn));
    }

    [Fact]
    public void What_the_rules_need_of_the_code_is_found_in_it()
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
        Assert.Equal(["internal-error", "unavailable"], CodeNames.ServerFaultCodes);
        Assert.Equal(["push-gateway-key", "sms-gateway-key"], CodeNames.GatewayKeys);
        Assert.Contains(
            $"<TargetFramework>net{CodeNames.Framework}</TargetFramework>",
            File.ReadAllText(RepositoryFolder.Of("Directory.Build.props")),
            StringComparison.Ordinal
        );
    }
}
