using Strategies.Plugins.Tests.Verifying.Support;

namespace Strategies.Plugins.Tests.Verifying;

/// <summary>One body for each rule that is broken, and beside it the same body as it should be.</summary>
public sealed class RuleTests
{
    private const string Plain = "public static void Probe(int n, long l, object o, string s, A a, B b, I i, int[] ns, string[] ss)";

    private const string Number = "public static int Probe(int n, long l, object o, A a, B b, ref int r, in int k, Span<int> span)";

    private const string Struct = "struct:public void Probe(Span<int> span, scoped Span<int> brief, ref int r, scoped ref int local)";

    [Theory]
    [InlineData(Plain, "ldarg l; conv.i4; pop; ret", "ldarg l; conv.i; ldind.i4; pop; ret", "ldind.i4: it expects a managed reference and finds NativeInt")]
    [InlineData(Number, "ldarg r; ldc.i4.1; stind.i4; ldc.i4.0; ret", "ldarg l; conv.u; ldc.i4.1; stind.i4; ldc.i4.0; ret", "stind.i4: it expects a managed reference and finds NativeInt")]
    [InlineData(Number, "ldarg r; ldobj int; ret", "ldarg l; conv.u; ldobj int; ret", "ldobj: it expects a managed reference and finds NativeInt")]
    [InlineData(Number, "ldarg r; ldc.i4.1; stobj int; ldc.i4.0; ret", "ldarg n; ldc.i4.1; stobj int; ldc.i4.0; ret", "stobj: it expects a managed reference and finds Int32")]
    [InlineData(Number, "ldarg r; ldarg k; cpobj int; ldc.i4.0; ret", "ldarg r; ldarg l; conv.u; cpobj int; ldc.i4.0; ret", "cpobj: it expects a managed reference and finds NativeInt")]
    [InlineData(Number, "ldarg r; initobj int; ldc.i4.0; ret", "ldarg l; conv.u; initobj int; ldc.i4.0; ret", "initobj: it expects a managed reference and finds NativeInt")]
    [InlineData(Number, "ldarg r; ldind.i4; ret", "ldarg r; conv.u; conv.i4; ret", "conv.u: it expects a number and finds ref System.Int32")]
    [InlineData(Number, "ldarg r; ldind.i4; ldc.i4.4; add; ret", "ldarg r; ldc.i4.4; add; ldind.i4; ret", "add: it expects a number and finds ref System.Int32")]
    [InlineData(Number, "ldc.i4.0; ret", "ldarg l; conv.u; ldarg l; conv.u; ldc.i4.8; cpblk; ldc.i4.0; ret", "cpblk: it expects a block of the stack and finds NativeInt")]
    [InlineData(Number, "ldc.i4.0; ret", "ldarg r; ldc.i4.0; ldc.i4.8; initblk; ldc.i4.0; ret", "initblk: it expects a block of the stack and finds ref System.Int32")]
    public void A_number_is_no_address(string member, string right, string wrong, string words) => Require(member, right, wrong, words);

    [Theory]
    [InlineData(Plain, "ldarg s; call T::TakeText; ret", "ldarg o; call T::TakeText; ret", "it expects System.String and finds System.Object")]
    [InlineData(Plain, "ldarg b; call T::TakeA; ret", "ldarg a; call T::TakeB; ret", "it expects B and finds A")]
    [InlineData(Plain, "ldarg n; call T::TakeInt; ret", "ldarg l; call T::TakeInt; ret", "it expects System.Int32 and finds Int64")]
    [InlineData(Plain, "ldarg s; call T::TakeObject; ret", "ldarg l; conv.i; call T::TakeObject; ret", "it expects System.Object and finds NativeInt")]
    [InlineData(Plain, ".locals A; ldarg b; stloc 0; ret", ".locals A; ldarg n; stloc 0; ret", "stloc: it expects A and finds Int32")]
    [InlineData(Plain, ".locals B; ldarg o; castclass B; stloc 0; ret", ".locals B; ldarg o; stloc 0; ret", "stloc: it expects B and finds System.Object")]
    [InlineData(Plain, "ldarg o; isinst B; starg b; ret", "ldarg o; isinst A; starg b; ret", "starg: it expects B and finds A")]
    [InlineData("public static string Probe(object o, string s)", "ldarg s; ret", "ldarg o; ret", "ret: it expects System.String and finds System.Object")]
    [InlineData(Plain, "ldarg b; ldfld B::Text; pop; ret", "ldarg a; ldfld B::Text; pop; ret", "for B.Text it expects B and finds A")]
    [InlineData(Plain, "ldarg a; ldc.i4.1; stfld A::X; ret", "ldarg o; ldc.i4.1; stfld A::X; ret", "for A.X it expects A and finds System.Object")]
    [InlineData(Plain, "ldarg a; ldarg b; stfld A::Next; ret", "ldarg a; ldarg s; stfld A::Next; ret", "it expects A and finds System.String")]
    [InlineData(Plain, "ldarg b; call A::Own; pop; ret", "ldarg s; call A::Own; pop; ret", "it expects A and finds System.String")]
    [InlineData(Plain, "ldarg i; callvirt I::Go; pop; ret", "ldarg a; callvirt I::Go; pop; ret", "it expects I and finds A")]
    [InlineData(Plain, "ldarg n; box int; call T::TakeObject; ret", "ldarg l; box int; call T::TakeObject; ret", "box: it expects System.Int32 and finds Int64")]
    [InlineData(Plain, "ldarg o; unbox.any int; pop; ret", "ldarg n; unbox.any int; pop; ret", "unbox.any: it expects an object and finds Int32")]
    [InlineData(Plain, "ldarg n; ldc.i4.1; add; pop; ret", "ldarg n; ldarg o; add; pop; ret", "add: it expects a number and finds System.Object")]
    [InlineData(Plain, "ldarg o; ldarg s; ceq; pop; ret", "ldarg o; ldarg n; ceq; pop; ret", "ceq: it compares System.Object with Int32")]
    [InlineData(Plain, "ldarg n; neg; pop; ret", "ldarg s; neg; pop; ret", "neg: it expects a number and finds System.String")]
    public void A_value_fits_where_it_is_put(string member, string right, string wrong, string words) => Require(member, right, wrong, words);

    [Theory]
    [InlineData(Plain, "ldarg ns; ldc.i4.0; ldelem.i4; pop; ret", "ldarg ss; ldc.i4.0; ldelem.i4; pop; ret", "it expects an array of System.Int32 and finds one of System.String")]
    [InlineData(Plain, "ldarg ns; ldc.i4.0; ldc.i4.1; stelem.i4; ret", "ldarg ns; ldc.i4.0; ldarg l; stelem.i8; ret", "it expects an array of System.Int64 and finds one of System.Int32")]
    [InlineData(Plain, "ldarg ss; ldc.i4.0; ldelema string; pop; ret", "ldarg ss; ldc.i4.0; ldelema object; pop; ret", "it expects an array of System.Object and finds one of System.String")]
    [InlineData(Plain, "ldarg ss; ldc.i4.0; ldarg s; stelem.ref; ret", "ldarg ss; ldc.i4.0; ldarg n; stelem.ref; ret", "it expects System.String and finds Int32")]
    [InlineData(Plain, "ldarg ns; ldlen; pop; ret", "ldarg o; ldlen; pop; ret", "it expects an array and finds System.Object")]
    [InlineData(Plain, "ldarg ss; ldc.i4.0; readonly.; ldelema string; ldobj string; pop; ret", "ldarg ss; ldc.i4.0; readonly.; ldelema string; ldarg s; stobj string; ret", "it writes through a readonly reference")]
    [InlineData(Plain, "ldarg n; newarr int; pop; ret", "ldarg n; newarr Q; pop; ret", "there are no arrays of Q")]
    public void An_array_has_elements_of_its_type(string member, string right, string wrong, string words) => Require(member, right, wrong, words);

    [Theory]
    [InlineData(Plain, "ldarg n; brtrue t; ldarg a; br e; t: ldarg b; e: call T::TakeA; ret", "ldarg n; brtrue t; ldarg a; br e; t: ldarg n; e: pop; ret", "the stack has")]
    [InlineData(Plain, "ldarg n; brtrue t; ldarg a; br e; t: ldarg b; e: call T::TakeA; ret", "ldarg n; brtrue t; ldarg a; br e; t: ldarg b; e: call T::TakeB; ret", "it expects B and finds A")]
    [InlineData(Plain, "ldarg n; brtrue t; ldarg a; pop; t: ret", "ldarg n; brtrue t; ldarg a; t: ret", "values on one path and")]
    [InlineData(Plain, "ret", "ldarg n; ret", "values are left on the stack")]
    [InlineData(Plain, "ldarg n; pop; ret", "pop; ret", "the stack is empty")]
    [InlineData(Plain, "nop; ret", "nop", "the code goes on behind its end")]
    [InlineData(Plain, ".locals int; ldloc 0; pop; ret", ".noinit; .locals int; ldloc 0; pop; ret", "its locals are not initialised")]
    [InlineData("public static void Probe(int n)", ".locals int&; ldarga n; stloc 0; ldloc 0; pop; ret", ".locals int&; ldloc 0; pop; ret", "nothing is assigned to the reference")]
    [InlineData(Plain, "ldarg n; switch a b; a: ret; b: ret", "ldarg o; switch a b; a: ret; b: ret", "it expects a whole number and finds System.Object")]
    [InlineData(Plain, "ldarg a; volatile.; ldfld A::X; pop; ret", "ldarg a; ldarg n; brtrue t; volatile.; t: ldfld A::X; pop; ret", "it jumps between a prefix and its instruction")]
    public void Paths_agree_where_they_meet(string member, string right, string wrong, string words) => Require(member, right, wrong, words);

    [Theory]
    [InlineData(Plain, ".try a c finally c e; a: nop; leave e; c: endfinally; e: ret", ".try a c finally c e; a: nop; br e; c: endfinally; e: ret", "goes out of a protected block")]
    [InlineData(Plain, ".try a c finally c e; a: nop; leave e; c: endfinally; e: ret", ".try a c finally c e; a: nop; leave e; c: leave e; e: ret", "goes out of a protected block")]
    [InlineData(Plain, ".try a c finally c e; a: nop; leave e; c: endfinally; e: ret", "br b; .try a c finally c e; a: nop; b: leave e; c: endfinally; e: ret", "it enters a protected block")]
    [InlineData(Plain, ".try a c finally c e; a: nop; leave e; c: endfinally; e: ret", ".try a c finally c e; a: ret; c: endfinally; e: ret", "it stands in a protected block")]
    [InlineData(Plain, ".try a c finally c e; ldarg n; pop; a: nop; leave e; c: endfinally; e: ret", ".try a c finally c e; ldarg n; a: pop; leave e; c: endfinally; e: ret", "with an empty stack")]
    [InlineData(Plain, ".try a c catch Exception c e; a: nop; leave e; c: pop; leave e; e: ret", ".try a c catch Exception c e; a: nop; leave e; c: callvirt System.String::get_Length; pop; leave e; e: ret", "it expects System.String and finds System.Exception")]
    [InlineData(Plain, ".try a c catch Exception c e; a: nop; leave e; c: rethrow; e: ret", "rethrow", "it stands in no handler of exceptions")]
    [InlineData(Plain, "ret", "endfinally", "it stands in no finally")]
    [InlineData(Plain, ".try a f filter f h e; a: nop; leave e; f: pop; ldc.i4.1; endfilter; h: pop; leave e; e: ret", ".try a f filter f h e; a: nop; leave e; f: pop; leave e; ldc.i4.1; endfilter; h: pop; leave e; e: ret", "goes out of a protected block")]
    [InlineData(Plain, "ldnull; throw", "ldarg n; throw", "it expects an object and finds Int32")]
    [InlineData(Plain, "ret", "leave e; e: ret", "it leaves no protected block")]
    public void Protected_blocks_are_entered_and_left_in_order(string member, string right, string wrong, string words) =>
        Require(member, right, wrong, words);

    [Theory]
    [InlineData("public static ref int Probe(ref int r, int n)", "ldarg r; ret", "ldarga n; ret", "gives back a reference to a local")]
    [InlineData("public static ref int Probe(ref int r, int n)", "ldarg r; call T::Same; ret", "ldarga n; call T::Same; ret", "gives back a reference to a local")]
    [InlineData("public static ref int Probe(ref int r, int n)", ".locals int&; ldarg r; stloc 0; ldloc 0; ret", ".locals int&; ldarga n; stloc 0; ldloc 0; ret", "gives back a reference to a local")]
    [InlineData("public static ref int Probe(ref int r, scoped ref int n)", "ldarg r; ret", "ldarg n; ret", "gives back a reference to a local")]
    [InlineData("public static Span<int> Probe(Span<int> span)", "ldarg span; ret", "ldc.i4 40; conv.u; localloc; ldc.i4 10; newobj Span<int>::.ctor/2; ret", "gives back a reference to a local")]
    [InlineData(Struct, "ldarg this; ldarg span; stfld Holder::S; ret", "ldarg this; ldarg brief; stfld Holder::S; ret", "it keeps a reference")]
    [InlineData(Struct, "ldarg r; pop; ret", "ldarg this; ldarg r; stfld Holder::At; ret", "it keeps a reference")]
    [InlineData(Number, ".locals Span<int>; ldloca 0; ldarg span; call T::Fill; ldc.i4.0; ret", ".locals int& Span<int>&; ldloca 0; pop; ldc.i4.0; ret", "it refers to a reference")]
    public void A_reference_does_not_outlive_what_it_refers_to(string member, string right, string wrong, string words) =>
        Require(member, right, wrong, words);

    [Theory]
    [InlineData(Number, "ldarg r; call T::TakeRef; ldc.i4.0; ret", "ldarg k; call T::TakeRef; ldc.i4.0; ret", "it expects ref System.Int32 and finds ref readonly System.Int32")]
    [InlineData(Number, "ldarg k; call T::TakeIn; ldc.i4.0; ret", "ldarg k; ldc.i4.1; stind.i4; ldc.i4.0; ret", "it writes through a readonly reference")]
    [InlineData(Number, "ldsfld A::S; ret", "ldc.i4.1; stsfld A::S; ldc.i4.0; ret", "it writes the static readonly field A.S")]
    [InlineData(Number, "ldsflda A::S; call T::TakeIn; ldc.i4.0; ret", "ldsflda A::S; call T::TakeRef; ldc.i4.0; ret", "finds ref readonly System.Int32")]
    [InlineData(Number, "ldarg a; ldc.i4.1; stfld A::X; ldc.i4.0; ret", "ldarg a; ldc.i4.1; stfld A::R; ldc.i4.0; ret", "it writes the readonly field A.R")]
    [InlineData(Number, "ldarg a; ldflda A::R; call T::TakeIn; ldc.i4.0; ret", "ldarg a; ldflda A::R; call T::TakeRef; ldc.i4.0; ret", "finds ref readonly System.Int32")]
    [InlineData(Number, "ldsflda T::Fixed; call P::Peek; ret", "ldsflda T::Fixed; call P::Sum; ret", "it calls P.Sum, which may write, on a readonly reference")]
    [InlineData(Number, "ldarg o; unbox P; ldfld P::X; ret", "ldarg o; unbox P; ldc.i4.1; stfld P::X; ldc.i4.0; ret", "it writes through a readonly reference")]
    [InlineData(Number, "newobj A::.ctor/0; ldc.i4.1; callvirt A::set_Init; ldc.i4.0; ret", "ldarg a; ldc.i4.1; callvirt A::set_Init; ldc.i4.0; ret", "which only initializers may")]
    [InlineData("public Holder(int n)", "ldarg this; ldarg n; stfld Holder::Own; ldarg this; call A::.ctor/0; ret", "ldarg this; ldarg n; stfld A::R; ldarg this; call A::.ctor/0; ret", "it writes the readonly field A.R")]
    public void What_is_readonly_is_not_written(string member, string right, string wrong, string words) => Require(member, right, wrong, words);

    [Theory]
    [InlineData("public Holder(int n)", "ldarg this; call A::.ctor/0; ret", "ret", "the constructor has not called its base's")]
    [InlineData("public Holder(int n)", "ldarg this; call A::.ctor/0; ldarg this; call A::Own; pop; ret", "ldarg this; call A::Own; pop; ldarg this; call A::.ctor/0; ret", "before its base's constructor")]
    [InlineData("public Holder(int n)", "ldarg this; call A::.ctor/0; ret", "ldarg this; call System.Object::.ctor/0; ret", "it calls the constructor of System.Object")]
    [InlineData("public Holder(int n)", "ldarg this; call A::.ctor/0; ret", "ldarg this; call A::.ctor/0; ldarg this; call A::.ctor/0; ret", "it calls the constructor of A")]
    [InlineData("public Holder(int n)", "ldarg this; call A::.ctor/0; ret", "ldarg n; brtrue t; ldarg this; call A::.ctor/0; t: ret", "the constructor has not called its base's")]
    [InlineData("public void Probe(A a)", "ldarg this; call A::V; pop; ret", "ldarg a; call A::V; pop; ret", "past what overrides it")]
    [InlineData("public void Probe(A a)", "ldarg a; callvirt A::V; pop; ret", "ldarg a; call A::.ctor/0; ret", "it calls the constructor of A")]
    [InlineData("public void Probe(A a)", "newobj Goes::.ctor/0; pop; ret", "newobj Abstract::.ctor/0; pop; ret", "it makes no object by")]
    [InlineData("public void Probe(Abstract a)", "ldarg a; callvirt Abstract::Go; pop; ret", "ldarg a; call Abstract::Go; pop; ret", "which is abstract")]
    public void Objects_are_made_and_called_as_their_classes_want(string member, string right, string wrong, string words) =>
        Require(member, right, wrong, words);

    [Theory]
    [InlineData("ldnull; ldftn T::OfText; newobj D::.ctor/2; pop; ret", "ldnull; ldftn T::OfNothing; newobj D::.ctor/2; pop; ret", "does not take what D hands over")]
    [InlineData("ldnull; ldftn T::OfObject; newobj D::.ctor/2; pop; ret", "ldnull; ldftn T::OfText; newobj OfInt::.ctor/2; pop; ret", "does not take what OfInt hands over")]
    [InlineData("ldnull; ldftn T::OfText; newobj D::.ctor/2; pop; ret", "ldarg o; ldftn T::OfText; newobj D::.ctor/2; pop; ret", "has no object")]
    [InlineData("ldnull; ldftn T::OfText; newobj D::.ctor/2; pop; ret", "ldnull; ldftn T::OfText; nop; newobj D::.ctor/2; pop; ret", "right before the delegate is made")]
    [InlineData("ldnull; ldftn T::OfText; newobj D::.ctor/2; pop; ret", "ldnull; ldarg n; conv.i; newobj D::.ctor/2; pop; ret", "it expects a method and finds NativeInt")]
    [InlineData("ldarg a; dup; ldvirtftn A::V; newobj System.Func`1<int>::.ctor/2; pop; ret", "ldarg a; ldarg a; ldvirtftn A::V; newobj System.Func`1<int>::.ctor/2; pop; ret", "no delegate is made of")]
    [InlineData("ldarg a; ldftn A::Own; newobj System.Func`1<int>::.ctor/2; pop; ret", "ldarg o; ldftn A::Own; newobj System.Func`1<int>::.ctor/2; pop; ret", "it expects A and finds System.Object")]
    public void A_delegate_stands_the_calls_that_it_gets(string right, string wrong, string words) => Require(Plain, right, wrong, words);

    [Theory]
    [InlineData("constrained. HasStatic; call IStatic::Count; pop; ret", "constrained. P; call IStatic::Count; pop; ret", "P has no")]
    [InlineData("ldc.i4 40; conv.u; localloc; ldc.i4 10; newobj Span<int>::.ctor/2; pop; ret", "ldc.i4 40; conv.u; localloc; ldc.i4 11; newobj Span<int>::.ctor/2; pop; ret", "not known to be as long")]
    [InlineData("ldarg n; conv.u; ldc.i4.4; mul.ovf.un; localloc; ldarg n; newobj Span<int>::.ctor/2; pop; ret", "ldarg n; conv.u; localloc; ldarg n; newobj Span<int>::.ctor/2; pop; ret", "not known to be as long")]
    [InlineData("ldarg n; conv.u; localloc; ldarg n; newobj Span<byte>::.ctor/2; pop; ret", "ldarg n; conv.u; localloc; pop; ldarg l; conv.u; ldarg n; newobj Span<byte>::.ctor/2; pop; ret", "not known to be as long")]
    [InlineData("ldc.i4 8; conv.u; localloc; dup; ldc.i4.4; add; ldc.i4.1; stind.i4; pop; ret", "ldc.i4 8; conv.u; localloc; dup; ldc.i4.8; add; ldc.i4.1; stind.i4; pop; ret", "beyond a block of the stack")]
    [InlineData("ldc.i4 8; conv.u; localloc; pop; ret", "ldarg l; conv.u; localloc; pop; ret", "it is no stackalloc to a span")]
    [InlineData("ret", ".locals nint; ldc.i4 8; conv.u; localloc; stloc 0; ret", "it expects System.IntPtr and finds a block of the stack")]
    [InlineData("ret", ".locals byte*; ret", "a pointer may point anywhere")]
    [InlineData("ret", "ldarg s; tail.; call T::TakeText; ret", "the instruction is never verifiable")]
    [InlineData("ret", "arglist; pop; ret", "the instruction is never verifiable")]
    [InlineData("ret", "break; ret", "the instruction is never verifiable")]
    [InlineData("ret", "jmp T::TakeText", "the instruction is never verifiable")]
    public void What_is_left_of_unsafe_code_is_known_or_refused(string right, string wrong, string words) => Require(Plain, right, wrong, words);

    private static void Require(string member, string right, string wrong, string words)
    {
        Assert.Null(ProbeAssembly.Refuse(member, right));
        string? refusal = ProbeAssembly.Refuse(member, wrong);
        Assert.NotNull(refusal);
        Assert.Contains(words, refusal, StringComparison.Ordinal);
    }
}
