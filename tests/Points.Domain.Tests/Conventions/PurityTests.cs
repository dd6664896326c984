using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Points.Domain.Ledger;

namespace Points.Domain.Tests.Conventions;

/// <summary>Checks the boundaries that keep the domain pure, and its closed sets closed.</summary>
public sealed class PurityTests
{
    private static readonly Assembly Domain = typeof(Wallet).Assembly;

    /// <summary>
    /// How the names of members with side effects or hidden input begin: clocks, randomness, files, networks,
    /// processes, threads.
    /// </summary>
    private static readonly string[] ForbiddenPrefixes =
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
    public void The_domain_uses_no_clock_no_randomness_and_no_io()
    {
        using var file = new PEReader(File.OpenRead(Domain.Location));
        var used = MembersUsedBy(file.GetMetadataReader()).ToArray();

        // The domain does use this member: if it is missing here, the search finds nothing at all.
        Assert.Contains("System.DateOnly.AddMonths", used);
        Assert.DoesNotContain(
            used,
            member => ForbiddenPrefixes.Any(prefix => member.StartsWith(prefix, StringComparison.Ordinal))
        );
    }

    /// <summary>
    /// A subclass outside the assembly would need a constructor that it can call. The copy constructor is exempt: the
    /// compiler makes it protected in every record that is not sealed.
    /// </summary>
    [Fact]
    public void Closed_sets_cannot_be_extended_from_outside() =>
        Assert.All(
            ClosedSets,
            set =>
                Assert.All(
                    set.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                        .Where(constructor =>
                            constructor.GetParameters() is not [{ ParameterType: var type }] || type != set
                        ),
                    constructor =>
                        Assert.True(
                            constructor.IsPrivate || constructor.IsFamilyAndAssembly,
                            $"{set} can be extended from outside"
                        )
                )
        );

    [Fact]
    public void Match_has_a_parameter_for_every_case_of_a_closed_set() =>
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

    /// <summary>A closed set is an abstract class with a <c>Match</c> method; its cases are the subclasses.</summary>
    private static IEnumerable<Type> ClosedSets =>
        Domain
            .GetTypes()
            .Where(type =>
                type is { IsClass: true, IsAbstract: true, IsSealed: false }
                && type.GetMethods().Any(method => method.Name == "Match")
            );

    /// <summary>The full names of the members of other assemblies that an assembly uses.</summary>
    private static IEnumerable<string> MembersUsedBy(MetadataReader assembly) =>
        from handle in assembly.MemberReferences
        let member = assembly.GetMemberReference(handle)
        where member.Parent.Kind == HandleKind.TypeReference
        let type = assembly.GetTypeReference((TypeReferenceHandle)member.Parent)
        select string.Join(
            '.',
            assembly.GetString(type.Namespace),
            assembly.GetString(type.Name),
            assembly.GetString(member.Name)
        );
}
