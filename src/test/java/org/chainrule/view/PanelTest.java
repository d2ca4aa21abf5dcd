package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelTest {
    @Test
    void showsFewNumbersAsNumbers() {
        assertThat(Panel.of(new double[] {2.5})).isEqualTo(new Panel.Grid(List.of(List.of("2.5")), true));
        assertThat(Panel.of(new double[] {1, 2, 3}, 3))
                .isEqualTo(new Panel.Grid(List.of(List.of("1", "2", "3")), false));
        assertThat(Panel.of(new double[] {1, 2, 3, 4}, 1, 2, 2))
                .isEqualTo(new Panel.Grid(List.of(List.of("1", "2"), List.of("3", "4")), false));
    }

    @Test
    void mapsMatricesAndSummarisesWhatHasMoreAxes() {
        assertThat(Panel.of(new double[49], 7, 7)).isInstanceOf(Panel.HeatMap.class);
        assertThat(Panel.of(new double[13], 13)).isInstanceOf(Panel.HeatMap.class);
        assertThat(Panel.of(new double[] {1, 2, 3, 4, 5, 6, 7, Double.NaN}, 2, 2, 2))
                .isEqualTo(new Panel.Summary(1, 4, 7, 8, 1));
    }

    @Test
    void averagesLargeMatricesOverEqualBlocks() {
        double[] data = new double[48 * 100];
        Arrays.fill(data, 2);
        data[0] = 10;
        data[1] = Double.NEGATIVE_INFINITY;
        Panel.HeatMap map = (Panel.HeatMap) Panel.of(data, 48, 100);
        assertThat(map.rows()).isEqualTo(24);
        assertThat(map.columns()).isEqualTo(25);
        assertThat(map.cells().get(0)).isNaN();
        assertThat(map.cells().subList(1, 600)).containsOnly(2.0);
        assertThat(map.min()).isEqualTo(2);
        assertThat(map.max()).isEqualTo(10);
        assertThat(map.nonFinite()).isEqualTo(1);
    }

    @Test
    void saysWhenThereIsNothingToShow() {
        assertThat(Panel.of(new double[0], 3, 0)).isEqualTo(new Panel.Absent("no entries"));
        assertThat(Panel.notComputed()).isEqualTo(new Panel.Absent("not computed"));
        assertThatThrownBy(() -> Panel.absent(" ")).hasMessage("An absent value needs a reason");
    }

    @Test
    void refusesDataThatDoesNotFitTheShape() {
        assertThatThrownBy(() -> Panel.of(new double[5], 2, 3)).hasMessage("Shape of 6 entries for data of 5");
        assertThatThrownBy(() -> new Panel.Grid(List.of(List.of("1"), List.of()), false))
                .hasMessage("A grid needs rows of one length, at least one by one");
        assertThatThrownBy(() -> new Panel.HeatMap(2, 2, List.of(1.0), 0, 1, 0))
                .hasMessage("A heat map of 2 by 2 cannot hold 1 cells");
    }

    @Test
    void summarisesWhatIsNowhereFinite() {
        assertThat(Panel.Entries.of(new double[] {Double.NaN}).summary())
                .isEqualTo(new Panel.Summary(Double.NaN, Double.NaN, Double.NaN, 1, 1));
    }
}
