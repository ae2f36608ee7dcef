using System.Globalization;
using Laurel.Insight.Simulation;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Simulation;

public sealed class SampleReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(SharedFolder.Repository, "samples", "README.md"));

    [Fact]
    public void It_prints_the_figures_of_the_default_world()
    {
        var truth = new SampleShop().Truth();
        var options = new SampleShopOptions();
        Readme.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"(seed {options.Seed}: {options.People:N0} people, {options.Days} days"));
        Readme.ShouldContain($"**+{Per(100 * options.ProgramEffect, 0)}%**");
        Readme.ShouldContain($"**+{Per(100 * options.ExtrasEffect, 0)}%**");
        Readme.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{truth.Members:N0} people join, {truth.HeldOut} of them"));
        Readme.ShouldContain($"comes out at {Per(100 * truth.ProgramEffect, 1)}% and the\nextras at {Per(100 * truth.ExtrasEffect, 1)}%");
        Readme.ShouldContain($"comes to {Per(100 * truth.JoiningEffect, 1)}%");
        Readme.ShouldContain($"**{Per(100 * truth.MembersSpendMore, 0)}% more**");
        Readme.ShouldContain($"spent {Per(100 * truth.MembersSpentMoreBefore, 0)}% more before the launch");
    }

    private static string Per(double figure, int decimals) => figure.ToString("F" + decimals, CultureInfo.InvariantCulture);
}
