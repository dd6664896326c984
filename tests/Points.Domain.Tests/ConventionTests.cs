using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Points.Domain.Ledger;

namespace Points.Domain.Tests;

/// <summary>The boundaries that keep the domain pure.</summary>
public sealed class ConventionTests
{
    private static readonly Assembly Domain = typeof(Wallet).Assembly;

    /// <summary>Whatever reads the world: clocks, chance, files, networks, processes, threads.</summary>
    private static readonly string[] World =
    [
        "System.DateTime.get_Now",
        "System.DateTime.get_UtcNow",
        "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid",
        "System.Guid.CreateVersion7",
        "System.TimeProvider.",
        "System.Diagnostics.Process.",
        "System.Diagnostics.Stopwatch.",
        "System.Random.",
        "System.Security.Cryptography.RandomNumberGenerator.",
        "System.IO.File",
        "System.IO.Directory",
        "System.IO.Stream.",
        "System.Net.",
        "System.Environment.get_Tick",
        "System.Environment.GetEnvironment",
        "System.Environment.get_MachineName",
        "System.Environment.Exit",
        "System.Threading.Thread.",
        "System.Threading.Timer.",
    ];

    [Fact]
    public void The_domain_references_only_the_base_class_library() =>
        Assert.All(
            Domain.GetReferencedAssemblies(),
            reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal)
        );

    [Fact]
    public void The_domain_calls_no_clock_no_chance_and_no_outside_world()
    {
        using var file = new PEReader(File.OpenRead(Domain.Location));
        var called = CalledBy(file.GetMetadataReader()).ToArray();

        Assert.Contains("System.DateOnly.AddMonths", called);
        Assert.DoesNotContain(
            called,
            member => World.Any(forbidden => member.StartsWith(forbidden, StringComparison.Ordinal))
        );
    }

    /// <summary>Of the constructors only the one that copies, which every record has, may be more than private to the assembly.</summary>
    [Fact]
    public void Closed_sets_have_no_cases_outside_themselves() =>
        Assert.All(
            ClosedSets,
            set =>
                Assert.All(
                    set.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                        .Where(it => it.GetParameters() is not [{ ParameterType: var copied }] || copied != set),
                    constructor =>
                        Assert.True(
                            constructor.IsPrivate || constructor.IsFamilyAndAssembly,
                            $"{set} can be extended from outside"
                        )
                )
        );

    [Fact]
    public void Closed_sets_ask_about_every_case() =>
        Assert.All(
            ClosedSets,
            set =>
                Assert.Equal(
                    Domain.GetTypes().Count(type => type.IsSubclassOf(set)),
                    set.GetMethods()
                        .Where(method => method.Name == "Match")
                        .Max(method => method.GetParameters().Length)
                )
        );

    private static IEnumerable<Type> ClosedSets =>
        Domain
            .GetTypes()
            .Where(type =>
                type is { IsClass: true, IsAbstract: true, IsSealed: false }
                && type.GetMethods().Any(method => method.Name == "Match")
            );

    private static IEnumerable<string> CalledBy(MetadataReader assembly) =>
        from handle in assembly.MemberReferences
        let member = assembly.GetMemberReference(handle)
        where member.Parent.Kind == HandleKind.TypeReference
        let type = assembly.GetTypeReference((TypeReferenceHandle)member.Parent)
        select $"{assembly.GetString(type.Namespace)}.{assembly.GetString(type.Name)}.{assembly.GetString(member.Name)}";
}
