using Laurel.Server.Ui.Qr;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Ui.Qr;

/// <summary>
/// QR codes module by module as another encoder draws them (npm qrcode 1.5.4, error correction M, the mask of the first line of each):
/// of one block and several, with and without version information, with blocks of two lengths.
/// </summary>
public sealed class QrCodeTests
{
    private static readonly string Reference = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Laurel.Server.Tests", "Ui", "Qr", "reference.txt"));

    public static TheoryData<string> Drawn => [.. Reference.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)];

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Every_module_is_as_another_encoder_draws_it(string drawn)
    {
        var lines = drawn.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var code = QrCode.Of(lines[0][2..], lines[0][0] - '0')!;
        var rows = Enumerable.Range(0, code.Size).Select(y => string.Concat(Enumerable.Range(0, code.Size).Select(x => code.IsDark(x, y) ? '#' : '.')));
        rows.ShouldBe(lines[1..]);
    }

    [Fact]
    public void What_is_longer_than_fits_has_no_code()
    {
        QrCode.Of(new string('a', 180)).ShouldNotBeNull().Size.ShouldBe(53);
        QrCode.Of(new string('a', 181)).ShouldBeNull();
    }

    [Fact]
    public void The_mask_that_is_easiest_to_read_is_taken()
    {
        var chosen = QrCode.Of("mem_0svfdwnbygs00rry")!;
        chosen.Path(4).ShouldBe(QrCode.Of("mem_0svfdwnbygs00rry", chosen.Mask)!.Path(4));
    }
}
